//! The first and second level of the indicator tree: stable codes, and the labels that templates and officers give them.

/// A second-level kind of indicator, whatever a template calls it. `经济效益` and `经济效益指标` are the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level2 {
    /// 数量指标
    Quantity,
    /// 质量指标
    Quality,
    /// 时效指标
    Timeliness,
    /// 成本指标 (under 产出指标)
    Cost,
    /// 经济成本指标 (2021 layout)
    EconomicCost,
    /// 社会成本指标 (2021 layout)
    SocialCost,
    /// 生态环境成本指标 (2021 layout)
    EcologicalCost,
    /// 经济效益指标
    Economic,
    /// 社会效益指标
    Social,
    /// 生态效益指标
    Ecological,
    /// 可持续影响指标
    Sustainability,
    /// 服务对象满意度指标
    BeneficiarySatisfaction,
}

/// A first-level kind of indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level1 {
    /// 产出指标
    Output,
    /// 效益指标
    Benefit,
    /// 满意度指标
    Satisfaction,
    /// 成本指标 as a first level (2021 layout)
    Cost,
}

/// The label without blanks and without the suffix 指标.
fn stem(label: &str) -> String {
    let bare: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    bare.strip_suffix("指标").unwrap_or(&bare).to_owned()
}

impl Level1 {
    /// Every first level with its code and stem.
    pub const ALL: [(Level1, &str, &str); 4] = [
        (Level1::Output, "output", "产出"),
        (Level1::Benefit, "benefit", "效益"),
        (Level1::Satisfaction, "satisfaction", "满意度"),
        (Level1::Cost, "cost", "成本"),
    ];

    /// Reads a label as written (`产出指标`, `产出`).
    pub fn of(label: &str) -> Option<Level1> {
        let stem = stem(label);
        Self::ALL.iter().find(|(_, _, s)| *s == stem).map(|(level, _, _)| *level)
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(level, ..)| *level == self).map_or("", |(_, code, _)| code)
    }

    /// Reads a stable code (`output`).
    pub fn from_code(code: &str) -> Option<Level1> {
        Self::ALL.iter().find(|(_, c, _)| *c == code).map(|(level, _, _)| *level)
    }
}

impl Level2 {
    /// Every second level with its code and stems.
    pub const ALL: [(Level2, &str, &[&str]); 12] = [
        (Level2::Quantity, "quantity", &["数量"]),
        (Level2::Quality, "quality", &["质量"]),
        (Level2::Timeliness, "timeliness", &["时效"]),
        (Level2::Cost, "cost", &["成本"]),
        (Level2::EconomicCost, "economic_cost", &["经济成本"]),
        (Level2::SocialCost, "social_cost", &["社会成本"]),
        (Level2::EcologicalCost, "ecological_cost", &["生态环境成本", "生态成本"]),
        (Level2::Economic, "economic", &["经济效益", "经济"]),
        (Level2::Social, "social", &["社会效益", "社会"]),
        (Level2::Ecological, "ecological", &["生态效益", "生态", "环境效益"]),
        (Level2::Sustainability, "sustainability", &["可持续影响", "可持续发展"]),
        (Level2::BeneficiarySatisfaction, "beneficiary_satisfaction", &["服务对象满意度", "满意度"]),
    ];

    /// Reads a label as written (`社会效益指标`, `社会效益`).
    pub fn of(label: &str) -> Option<Level2> {
        let stem = stem(label);
        Self::ALL.iter().find(|(_, _, stems)| stems.contains(&stem.as_str())).map(|(level, _, _)| *level)
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(level, ..)| *level == self).map_or("", |(_, code, _)| code)
    }

    /// Reads a stable code (`quantity`).
    pub fn from_code(code: &str) -> Option<Level2> {
        Self::ALL.iter().find(|(_, c, _)| *c == code).map(|(level, _, _)| *level)
    }

    /// True for 成本指标 in either place of the tree.
    pub fn is_cost(self) -> bool {
        matches!(self, Level2::Cost | Level2::EconomicCost | Level2::SocialCost | Level2::EcologicalCost)
    }
}
