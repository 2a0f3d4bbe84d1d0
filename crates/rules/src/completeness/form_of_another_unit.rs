//! A34: a form that another unit filled.

use crate::batch::{Home, normal_name};
use crate::batch_prelude::*;
use crate::shared::county;
use jibiao_model::template::Kind;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "A34",
        name: "form_of_another_unit",
        title: "表上的单位或标题是别的单位的",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::Nothing.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Medium,
        doc: Doc {
            checks: "主管部门和实施单位都不是本单位（单位信息里写的；命令行里是其余各表的）；实施单位所在的县区与主管部门不同；标题里的县区与主管部门、实施单位不同，这两项没有写县区时，与单位信息或其余各表的标题不同。",
            why: "从别的单位导入的表，单位和标题会照样印出来。",
            basis: "经验",
            bad: "青河县水务局的表里有一份，主管部门和实施单位是白石县档案馆",
            good: "主管部门是青河县水务局，实施单位是青河县河道管理站",
            exceptions: "主管部门是别的、实施单位是本单位的不算；代码相同或者一个是另一个的开头的算同一个部门。别的单位的表比本单位的还多时（汇总的人）不查；命令行里只有一份表与众不同、又是别的县区的（或者与唯一的整体表不同）才报。按县名的形状判断，不查名录。",
            change: "是本单位的表，改正主管部门、实施单位和标题；不是的，移到回收站。",
        },
    },
    needs: Needs::Nothing,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let mut years: BTreeMap<Option<i32>, Vec<(usize, &BatchForm)>> = BTreeMap::new();
    for (index, form) in batch.all().filter(|(_, form)| !form.department.is_empty() || !form.unit.is_empty()) {
        years.entry(form.year).or_default().push((index, form));
    }
    years.into_values().flat_map(|forms| of_year(&forms, batch.given().home)).collect()
}

fn of_year(forms: &[(usize, &BatchForm)], home: Option<&Home>) -> Vec<BatchFault> {
    let Some(house) = House::of(forms, home) else { return Vec::new() };
    let strangers = house.strangers(forms, home.is_some());
    // 单位信息 has 青河 or 青河县; a city has counties below it.
    let region =
        home.map(|home| home.region.as_str()).filter(|region| !region.is_empty() && !region.ends_with(['市', '省']));
    let counties = titled_counties(forms);
    let fault = |(index, form): &(usize, &BatchForm)| {
        let fault = if strangers.contains(index) {
            Some(house.stranger(form, home.is_some()))
        } else {
            other_county(form).or_else(|| other_title(form, region.or_else(|| county_of_others(&counties, form))))
        };
        fault.map(|fault| BatchFault { form: Some(*index), fault })
    };
    forms.iter().filter_map(fault).collect()
}

/// The unit that the forms belong to.
struct House<'b> {
    /// As shown.
    name: &'b str,
    codes: BTreeSet<&'b str>,
    /// Of the department, the unit and the units that work for it; made even.
    names: BTreeSet<String>,
}

impl<'b> House<'b> {
    /// That of 单位信息, or the department of most of the forms; of equally many the first by name.
    fn of(forms: &[(usize, &'b BatchForm)], home: Option<&'b Home>) -> Option<House<'b>> {
        if let Some(home) = home {
            let name = if home.unit.is_empty() { &home.department } else { &home.unit };
            let names = [&home.department, &home.unit].into_iter().filter(|name| !name.is_empty());
            let names = names.map(|name| normal_name(name)).collect();
            let codes = BTreeSet::from([home.department_code.as_str()]);
            return Some(House { name, codes, names });
        }
        let mut of_name: BTreeMap<&str, Vec<&BatchForm>> = BTreeMap::new();
        for (_, form) in forms.iter().filter(|(_, form)| !form.department.is_empty()) {
            of_name.entry(&form.department).or_default().push(form);
        }
        let (name, own) = of_name.into_iter().rev().max_by_key(|(_, forms)| forms.len())?;
        let names = own.iter().map(|form| form.unit.as_str()).chain([name]).filter(|name| !name.is_empty());
        let names = names.map(normal_name).collect();
        Some(House { name, codes: own.iter().map(|form| form.department_code.as_str()).collect(), names })
    }

    /// True where the form is of this unit, or of one above or below it.
    fn holds(&self, form: &BatchForm) -> bool {
        let akin = |one: &str, other: &str, least: usize| {
            // What is shorter is a part of many names.
            one == other || (one.len().min(other.len()) >= least && (one.contains(other) || other.contains(one)))
        };
        let code = |own: &str| {
            let written = form.department_code.as_str();
            own.len().min(written.len()) >= 3 && (own.starts_with(written) || written.starts_with(own))
        };
        let written = [&form.department, &form.unit].map(|name| normal_name(name));
        let named = written.iter().any(|name| self.names.iter().any(|own| akin(own, name, "水务局".len())));
        named || (self.codes.iter().any(|own| code(own)) && !self.is_elsewhere(form))
    }

    /// True where the form names another county.
    fn is_elsewhere(&self, form: &BatchForm) -> bool {
        let own = self.names.iter().any(|name| county::leading(name).is_some());
        own && [&form.department, &form.unit].into_iter().filter_map(|name| county::leading(name)).any(|county| {
            let stem = county::stem(county);
            !self.names.iter().any(|name| name.contains(stem))
        })
    }

    /// The forms of other units, where they are few enough to have got here by mistake.
    fn strangers(&self, forms: &[(usize, &BatchForm)], at_home: bool) -> BTreeSet<usize> {
        let others: Vec<_> = forms.iter().filter(|(_, form)| !self.holds(form)).collect();
        let own = forms.len() - others.len();
        let mistake = match others.as_slice() {
            _ if at_home => others.len() <= own + 1,
            [(_, other)] => {
                let mut units = forms.iter().filter(|(_, form)| form.kind == Kind::Unit);
                let unit_form = units.next().filter(|_| units.next().is_none());
                own >= 2 && (self.is_elsewhere(other) || unit_form.is_some_and(|(_, form)| self.holds(form)))
            }
            _ => false,
        };
        others.into_iter().filter(|_| mistake).map(|(index, _)| *index).collect()
    }

    fn stranger(&self, form: &BatchForm, at_home: bool) -> Fault {
        let (field, label, written) = match form.kind {
            _ if form.department.is_empty() => (TextField::ImplementingUnit, "实施单位", &form.unit),
            Kind::Project => (TextField::Department, "主管部门", &form.department),
            Kind::Unit => (TextField::Department, "部门名称", &form.department),
        };
        let whose = if at_home { "本单位是" } else { "别的表是" };
        let message = format!("{label}：{}，{whose}{}。", quoted(written), quoted(self.name));
        let fault = Fault::new(FieldPath::Text(field), message, "本单位的表就改正单位和标题，不是就移出去。");
        let unit = (form.kind == Kind::Project && field != TextField::ImplementingUnit)
            .then_some(FieldPath::Text(TextField::ImplementingUnit));
        unit.into_iter().fold(fault, Fault::with)
    }
}

/// The unit lies in another county than its department.
fn other_county(form: &BatchForm) -> Option<Fault> {
    let (department, unit) = (county::leading(&form.department)?, county::leading(&form.unit)?);
    let apart = !form.unit.contains(county::stem(department)) && !form.department.contains(county::stem(unit));
    let message = format!("实施单位：{}，主管部门是{}。", quoted(&form.unit), quoted(&form.department));
    let place = FieldPath::Text(TextField::ImplementingUnit);
    apart.then(|| Fault::new(place, message, "核对两处的县区，改正一处。").with(FieldPath::Text(TextField::Department)))
}

/// The title names another county than department and unit, or than the others where these name none.
fn other_title(form: &BatchForm, usual: Option<&str>) -> Option<Fault> {
    let titled = county::leading(&form.title)?;
    let names = [form.department.as_str(), form.unit.as_str()];
    let named = names.into_iter().find(|name| county::leading(name).is_some());
    let whose = match named {
        Some(name) => name,
        None => usual?,
    };
    let stem = county::stem(titled);
    let apart = !names.into_iter().chain([whose]).any(|name| name.contains(stem));
    let message = format!("标题：写的是“{titled}”，别处是{}。", quoted(whose));
    let place = FieldPath::Text(TextField::Title);
    apart.then(|| Fault::new(place, message, "清空后按表样自动生成，或改正县区。").read(place, clip(&form.title, 60)))
}

/// How many titles name each county.
fn titled_counties<'b>(forms: &[(usize, &'b BatchForm)]) -> BTreeMap<&'b str, usize> {
    let mut counties = BTreeMap::new();
    for county in forms.iter().filter_map(|(_, form)| county::leading(&form.title)) {
        *counties.entry(county).or_default() += 1;
    }
    counties
}

/// The county that the titles of all other forms name, where there are two at least.
fn county_of_others<'b>(counties: &BTreeMap<&'b str, usize>, own: &BatchForm) -> Option<&'b str> {
    let own = county::leading(&own.title);
    let mut others = counties.iter().filter_map(|(county, count)| {
        let count = count - usize::from(own == Some(*county));
        (count > 0).then_some((*county, count))
    });
    let (county, count) = others.next()?;
    (others.next().is_none() && count > 1).then_some(county)
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    use crate::testing::Builder;
    let small = |name: &str| project().text(TextField::ProjectName, name).without(|row| row.id.0 % 7 > 1);
    let by = |form: Builder, code: &str, department: &str, unit: &str| {
        let form = form.text(TextField::DepartmentCode, code).text(TextField::Department, department);
        form.text(TextField::ImplementingUnit, unit)
    };
    let stray = |name| {
        by(small(name), "037", "白石县档案馆", "白石县档案馆")
            .text(TextField::Title, "白石县县(区)级预算部门(单位)项目支出绩效目标表")
    };
    let titled = |form: Builder, county: &str| {
        form.text(TextField::Title, &format!("{county}(区)级预算部门(单位)项目支出绩效目标表"))
    };
    let plain = |name| by(small(name), "021", "水务局", "水务局");
    vec![
        forms([small("甲"), stray("乙")]).at_home().bad([(1, "department")]),
        forms([stray("乙")]).at_home().bad([(0, "department")]),
        forms([small("甲"), small("丙"), stray("乙")]).bad([(2, "department")]),
        forms([small("甲"), small("丙"), by(small("乙"), "021", "白石县水务局", "白石县水务局")])
            .bad([(2, "department")]),
        forms([small("甲"), unit(), by(small("乙"), "037", "县档案馆", "县档案馆")]).bad([(2, "department")]),
        forms([unit().text(TextField::Department, "白石县档案馆").text(TextField::DepartmentCode, "037")])
            .at_home()
            .bad([(0, "department")]),
        forms([small("甲").text(TextField::ImplementingUnit, "白石县河道管理站")]).bad([(0, "implementing_unit")]),
        forms([titled(small("甲"), "白石县")]).bad([(0, "title")]),
        forms([titled(plain("甲"), "白石县")]).at_home().bad([(0, "title")]),
        forms([titled(plain("甲"), "青河县"), titled(plain("乙"), "青河县"), titled(plain("丙"), "白石县")])
            .bad([(2, "title")]),
        // Many others: somebody puts the forms of a county together.
        forms([small("甲"), stray("乙"), stray("丙"), stray("丁")]).at_home(),
        forms([small("甲"), stray("乙")]),
        forms([small("甲"), small("丙"), small("戊"), small("己"), stray("乙"), stray("丁")]),
        // Money of another department, spent by the unit itself.
        forms([small("甲"), by(small("乙"), "016", "青河县文化馆", "青河县水务局")]).at_home(),
        forms([small("甲"), by(small("乙"), "021005", "青河县农村饮水中心", "青河县农村饮水中心")]).at_home(),
        forms([small("甲"), by(small("乙"), "021", "县水务局", "水文站")]).at_home(),
        forms([titled(small("甲"), "青河县"), titled(plain("乙"), "青河县"), titled(plain("丙"), "县")]),
        forms([titled(plain("甲"), "青河县"), titled(plain("乙"), "白石县")]),
        forms([by(titled(small("甲"), "长平城区"), "021", "太行市长平区水务局", "长平区河道站")]),
        forms([small("甲").year("2025"), stray("乙").year("2024"), small("丙").year("2026")]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::testing::messages;

    #[test]
    fn the_place_of_printed_titles_stands_for_units_that_name_none() {
        let titled = |county: &str| {
            let form = project().text(TextField::Department, "水务局").text(TextField::ImplementingUnit, "水务局");
            form.text(TextField::Title, &format!("{county}县(区)级预算部门(单位)项目支出绩效目标表"))
        };
        let found = |county: &str, region: &str| {
            let mut batch = forms([titled(county)]).at_home();
            batch.home.iter_mut().for_each(|home| home.region = region.to_owned());
            messages(&RULE, &batch).len()
        };
        assert_eq!((found("白石", "青河"), found("白石", "青河县"), found("白石", "")), (1, 1, 0));
        assert_eq!((found("青河", "青河"), found("青河", "太行市青河县"), found("白石", "太行市")), (0, 0, 0));
    }

    #[test]
    fn a_unit_with_a_short_name_is_at_home_in_its_own_forms() {
        let own = |name: &str| {
            let form = project().text(TextField::Department, "水站").text(TextField::ImplementingUnit, "水站");
            let form = form.text(TextField::Title, "项目支出绩效目标表").text(TextField::DepartmentCode, "");
            let mut batch = forms([form]).at_home();
            batch.home.iter_mut().for_each(|home| {
                home.department = name.to_owned();
                home.unit = name.to_owned();
            });
            messages(&RULE, &batch).len()
        };
        assert_eq!((own("水站"), own("电站")), (0, 1));
    }

    #[test]
    fn both_units_are_named() {
        let stray = project().text(TextField::Department, "白石县档案馆").text(TextField::DepartmentCode, "037");
        let stray = stray.text(TextField::ImplementingUnit, "白石县档案馆");
        let said = messages(&RULE, &forms([stray.clone()]).at_home());
        assert_eq!(said, ["主管部门：“白石县档案馆”，本单位是“青河县水务局”。"]);
        let nowhere = stray.text(TextField::Department, "");
        let said = messages(&RULE, &forms([nowhere]).at_home());
        assert_eq!(said, ["实施单位：“白石县档案馆”，本单位是“青河县水务局”。"]);
        let title = project().text(TextField::Title, "白石县县(区)级预算部门(单位)项目支出绩效目标表");
        assert_eq!(messages(&RULE, &forms([title])), ["标题：写的是“白石县”，别处是“青河县水务局”。"]);
    }

    #[test]
    fn department_and_unit_of_a_project_are_shown_together() {
        let related = |form: crate::testing::Builder| -> Vec<FieldPath> {
            let (batch, only) = (forms([form]).at_home(), crate::Selection::Only(vec!["A34"]));
            let found = crate::check_batch(&batch.forms, batch.given(), &only);
            found.into_iter().flat_map(|found| found.finding.related).collect()
        };
        let stray = |form: crate::testing::Builder, department: &str| {
            form.text(TextField::Department, department).text(TextField::DepartmentCode, "037")
        };
        let of_project = |department| stray(project(), department).text(TextField::ImplementingUnit, "白石县档案馆");
        assert_eq!(related(of_project("白石县档案馆")), [FieldPath::Text(TextField::ImplementingUnit)]);
        assert_eq!(related(of_project("")), []);
        assert_eq!(related(stray(unit(), "白石县档案馆")), []);
    }
}
