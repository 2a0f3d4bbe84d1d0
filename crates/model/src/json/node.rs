//! JSON as an ordered tree, and the way back from a path to line and column.

use super::FormError;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// A JSON value that keeps the order of its keys, and doubled ones.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// null
    Null,
    /// true, false
    Bool(bool),
    /// A whole number that fits
    Whole(i64),
    /// Any other number
    OtherNumber,
    /// A string
    Text(String),
    /// An array
    List(Vec<Node>),
    /// An object
    Object(Vec<(String, Node)>),
}

/// A step of a path: key, or index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Whole(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or(Node::OtherNumber, Node::Whole))
    }
    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::OtherNumber)
    }
    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }
    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Object(entries))
    }
}

impl<'de> serde::Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Null | Node::OtherNumber => serializer.serialize_unit(),
            Node::Bool(value) => serializer.serialize_bool(*value),
            Node::Whole(value) => serializer.serialize_i64(*value),
            Node::Text(value) => serializer.serialize_str(value),
            Node::List(items) => serializer.collect_seq(items),
            Node::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Parses JSON text. serde_json bounds the depth at 128, so no input overflows the stack.
pub(super) fn parse(text: &str) -> Result<Node, FormError> {
    serde_json::from_str(text).map_err(|error| {
        use serde_json::error::Category;
        let shown = error.to_string();
        let reason = match error.classify() {
            _ if text.trim().is_empty() => "文件是空的，请换一个表文件",
            Category::Eof => "文件在这里断了，后面的内容缺失，请重新取得完整的文件",
            _ if shown.starts_with("control character") => "文字里有没有转义的控制字符（如换行），请写成 \\n 或删去",
            _ if shown.starts_with("recursion limit") => "括号套得太深，这不是表文件",
            _ if shown.starts_with("number out of range") => "这个数太大，读不出来",
            _ => "这里不合 JSON 的写法，请检查引号、逗号和括号",
        };
        FormError {
            line: error.line().max(1),
            column: error.column().max(1),
            path: String::new(),
            reason: reason.to_owned(),
        }
    })
}

/// Walks the text down a path and stops there: serde_json then tells line and column. Costs a second parse, of refused files only.
struct Locate<'a>(&'a [Step]);

impl<'de> DeserializeSeed<'de> for Locate<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Locate<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the place of a fault")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((Step::Index(wanted), rest)) = self.0.split_first() else { return Err(A::Error::custom("here")) };
        for _ in 0..*wanted {
            seq.next_element::<IgnoredAny>()?;
        }
        seq.next_element_seed(Locate(rest))?;
        Err(A::Error::custom("here"))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted), rest)) = self.0.split_first() else { return Err(A::Error::custom("here")) };
        while let Some(key) = map.next_key::<String>()? {
            if key == *wanted && rest.is_empty() {
                return Err(A::Error::custom("here"));
            }
            if key == *wanted {
                map.next_value_seed(Locate(rest))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Err(A::Error::custom("here"))
    }
}

/// Line and column of a path in text that parses; the end of the nearest parent where the place itself is missing.
pub(super) fn locate(text: &str, path: &[Step]) -> (usize, usize) {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    match Locate(path).deserialize(&mut deserializer) {
        Ok(()) => (1, 1),
        Err(error) => (error.line(), error.column()),
    }
}
