//! Names of counties, districts and towns in the names of units and at the beginning of a phrase.

use crate::shared::text::is_han;

/// Ends in 区 or 县 and names no place of its own.
const COMMON: &[&str] = &[
    "开发区",
    "示范区",
    "景区",
    "校区",
    "工业区",
    "新区",
    "保护区",
    "服务区",
    "居住区",
    "小区",
    "社区",
    "辖区",
    "老区",
    "地区",
    "山区",
    "林区",
    "灌区",
    "片区",
    "园区",
    "功能区",
    "试验区",
    "产业区",
    "自治区",
    "特区",
    "城区",
    "市区",
    "郊区",
    "院区",
    "厂区",
    "营区",
    "库区",
    "湖区",
    "街区",
    "商业区",
    "集聚区",
    "管理区",
    "防火区",
    "边区",
    "牧区",
    "矿区",
    "我区",
    "全区",
    "本区",
    "各区",
    "县区",
    "镇区",
    "村区",
    "国区",
    "养殖区",
    "种植区",
    "作业区",
    "办公区",
    "公共区",
    "生活区",
    "大县",
    "强县",
    "贫困县",
    "脱贫县",
    "试点县",
    "示范县",
    "先进县",
    "重点县",
    "市县",
    "省县",
    "区县",
    "全县",
    "各县",
    "本县",
    "我县",
    "邻县",
    "外县",
    "旗县",
    "国旗",
    "党旗",
    "红旗",
    "锦旗",
    "彩旗",
    "队旗",
    "会旗",
];
/// Words before 县 or 区 that are no name: 根据县政府…, 实行县乡两级….
const WORDS: &[&str] = &[
    "根据", "利用", "要求", "实行", "落实", "执行", "依据", "通过", "结合", "围绕", "经过", "接受", "配合", "报送",
    "支持", "服务", "加快", "建设", "打造", "贯彻", "承担", "负责", "协助", "协调", "组织", "参加", "列入", "纳入",
    "属于", "位于", "涉及", "覆盖", "享受", "补助", "发放", "拨付", "下达", "印发", "提请", "报请", "提交", "上报",
    "汇报", "申请", "委托", "召开", "成立", "建立", "健全", "依托", "参照", "对照", "针对", "面向", "用于", "开展",
    "做好", "完善", "强化", "巩固", "维护", "助力", "带动", "推动", "促进", "保障", "保证", "确保", "提升", "提高",
    "改善", "加强", "完成", "实现", "推进", "创建", "争创", "按照", "遵照", "经由", "联系", "聘请", "选派", "派驻",
    "抽调", "征求", "报经", "符合", "满足", "建成", "改造", "管理", "监督", "检查", "考核", "指导", "规划", "部署",
    "安排", "统筹", "整合", "优化", "发展", "振兴", "周边", "相关", "有关", "所在", "所属", "下属", "直属", "基层",
    "农村", "城镇", "乡镇", "街道", "机关", "单位", "部门", "政府", "财政", "中央", "全部", "部分", "主要", "重点",
    "其他", "需要", "协同", "会同", "联合", "衔接", "对接", "邀请", "争取", "获得", "取得", "授予", "评为", "作为",
    "成为", "属地", "山西", "返还", "上缴", "缴入", "存入", "调入", "进入", "走进", "深入", "分配", "分解", "转发",
    "制定", "编制", "编印", "审核", "审批", "审定", "批准", "同意", "研究", "讨论", "支付", "解决", "处理", "受理",
    "办理", "开设", "设立", "设置", "增设", "入驻", "入住", "入库", "出具", "提供", "购置", "购买",
];
/// A name of a place holds none of these, but for [`NAMES`] and [`NUMERALS`] at its beginning.
const NO_NAME: &str =
    "万吨元次年月日名户亩米全各本我该级个两几数每其的是了在向把将给按从至及或我他这那一二三四五六七八九十百千";
/// May begin the name of a place: 五台, 万荣, 七里河; not 一, which begins none.
const NUMERALS: &str = "二两三四五六七八九十百千万";
/// Behind a numeral they count or rank: 三个县, 五级, 两类区, 四大区, 二期.
const COUNTED: &str = "个级类种项名户次年月日元吨亩米人家大小期批轮届条方地线流等所座处间层套代品组段甲定重点";
/// Places with a sign that otherwise means something else, as far as counties and districts are called so.
const NAMES: &[&str] = &[
    "榆次",
    "元氏",
    "元江",
    "元谋",
    "元阳",
    "元宝",
    "元宝山",
    "元坝",
    "三元",
    "庆元",
    "大名",
    "名山",
    "万年",
    "永年",
    "月湖",
    "日土",
    "米易",
    "米脂",
    "米东",
    "全州",
    "全南",
    "全椒",
    "万全",
    "本溪",
    "将乐",
    "从江",
    "从化",
    "那坡",
    "二七",
    "四方台",
    "万柏林",
];

/// The county that a name begins with, without the province and the city before it: `古渡县` of 清源市古渡县教育局.
pub(crate) fn leading(name: &str) -> Option<&str> {
    let mut rest = name;
    for above in ['省', '市'] {
        let at = rest.char_indices().take(5).skip(2).find(|(_, c)| *c == above);
        rest = at.and_then(|(at, c)| rest.get(at + c.len_utf8()..)).unwrap_or(rest);
    }
    let end = rest.char_indices().take(4).skip(2).find(|(_, c)| matches!(c, '县' | '区' | '旗'));
    let county = rest.get(..end.map(|(at, c)| at + c.len_utf8())?)?;
    let common = COMMON.iter().any(|word| county.ends_with(word)) && !NAMES.contains(&stem(county));
    (is_name(stem(county)) && !common).then_some(county)
}

/// True where these signs before 县 or 镇 may be the name of a place.
fn is_name(stem: &str) -> bool {
    if NAMES.contains(&stem) {
        return true;
    }
    let mut signs = stem.chars();
    let first = signs.next().filter(|first| NUMERALS.contains(*first));
    let rest = if first.is_some() { signs.as_str() } else { stem };
    if first.is_some() && rest.starts_with(|c| COUNTED.contains(c)) {
        return false;
    }
    let proper = rest.chars().all(|c| is_han(c) && !NO_NAME.contains(c) && !"省市县区旗镇乡村".contains(c));
    proper && !WORDS.iter().any(|word| stem.starts_with(word) || stem.ends_with(word))
}

/// `古渡` of 古渡县.
pub(crate) fn stem(county: &str) -> &str {
    county.strip_suffix(['县', '区', '旗']).unwrap_or(county)
}

/// What stands behind the name of a town.
const TOWNS: [&str; 3] = ["镇", "乡", "街道"];
/// Before 镇 or 乡 no name of a place: 小城镇, 送戏下乡.
const NO_TOWN: &[&str] = &[
    "小城", "集", "建制", "特色", "文明", "生态", "旅游", "工业", "示范", "城", "下", "返", "家", "入", "离", "还",
    "老", "强", "名", "新", "他", "异",
];
/// What a town has: behind its name, it makes the name of a unit.
const OF_TOWN: &[&str] = &[
    "人民政府",
    "政府",
    "办事处",
    "党委",
    "党工委",
    "人大",
    "卫生院",
    "卫生服务中心",
    "敬老院",
    "财政所",
    "中心",
    "综合",
    "便民",
    "文化站",
    "林业站",
    "水利站",
    "农技站",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "社区",
];

/// The town, without 镇, that a name is nothing but, the county before it aside: `古渡` of 青河县古渡镇.
pub(crate) fn town(name: &str) -> Option<&str> {
    let name = leading(name).and_then(|county| name.split_once(county)).map_or(name, |(_, rest)| rest);
    let stem = TOWNS.iter().find_map(|town| name.strip_suffix(town))?;
    let length = stem.chars().count();
    ((2..=3).contains(&length) && is_name(stem) && !NO_TOWN.iter().any(|word| stem.ends_with(word))).then_some(stem)
}

/// The town, without 镇, whose own a unit is: `古渡` of 青河县古渡镇人民政府.
pub(crate) fn own_town(unit: &str) -> Option<&str> {
    TOWNS.iter().find_map(|kind| {
        let (before, behind) = unit.split_once(kind)?;
        let from = before.rfind(['县', '区', '市', '旗', '府']).map_or(0, |at| at + '县'.len_utf8());
        let town = unit.get(from..before.len() + kind.len()).and_then(town);
        town.filter(|_| behind.is_empty() || OF_TOWN.iter().any(|organ| behind.starts_with(organ)))
    })
}

/// How long the unit of a town is that stands behind its name, in signs.
pub(crate) fn of_town(behind: &str) -> Option<usize> {
    OF_TOWN.iter().filter(|organ| behind.starts_with(**organ)).map(|organ| organ.chars().count()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_told_from_words_that_end_like_one() {
        for (unit, own) in [
            ("青河县古渡镇人民政府", Some("古渡")),
            ("太行市城区人民政府西河街道办事处", Some("西河")),
            ("古渡乡卫生院", Some("古渡")),
            ("青河县住房和城乡建设局", None),
            ("青河县乡镇企业局", None),
            ("青河县新型城镇化办公室", None),
            ("青河县水务局", None),
            ("青河县古渡镇水管站", None),
        ] {
            assert_eq!(own_town(unit), own, "{unit}");
        }
        for name in ["小城镇", "送戏下乡", "统筹城乡", "各镇", "全县乡镇", "建设镇", "美丽特色镇", "古渡"]
        {
            assert_eq!(town(name), None, "{name}");
        }
        assert_eq!(
            (town("青河县白石镇"), town("白石乡"), town("白石桥街道")),
            (Some("白石"), Some("白石"), Some("白石桥"))
        );
        assert_eq!([town("三里镇"), town("五个镇"), town("八大镇"), town("十二镇")], [Some("三里"), None, None, None]);
        assert_eq!((of_town("人民政府负责"), of_town("水库")), (Some(4), None));
    }

    #[test]
    fn a_county_is_found_behind_its_city() {
        for (name, county) in [
            ("古渡县教育局", Some("古渡县")),
            ("清源市古渡区民政局", Some("古渡区")),
            ("和顺县水务局", Some("和顺县")),
            ("东山省清源市古渡县", Some("古渡县")),
            ("清源市水务局", None),
            ("经济开发区管委会", None),
            ("全县各村", None),
            ("重点示范县", None),
            ("我县教育局", None),
            ("悬挂国旗", None),
            ("古渡镇敬老院", None),
            ("根据县政府", None),
            ("万吨县级储备粮", None),
            ("太行市五台县水务局", Some("五台县")),
            ("五寨县教育局", Some("五寨县")),
            ("万荣县民政局", Some("万荣县")),
            ("清源市万柏林区档案馆", Some("万柏林区")),
            ("七里河区水务局", Some("七里河区")),
            ("两当县林业局", Some("两当县")),
            ("榆次区文化馆", Some("榆次区")),
            ("元氏县财政局", Some("元氏县")),
            ("三个县的水务局", None),
            ("五级县医院", None),
            ("十二县水务局", None),
            ("十五县教育局", None),
            ("两类区的单位", None),
            ("一流县医院", None),
            ("当年县财政安排", None),
            ("三大区域", None),
        ] {
            assert_eq!(leading(name), county, "{name}");
        }
    }
}
