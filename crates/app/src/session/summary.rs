//! What stands over and under the list of a year.

use super::Session;
use super::findings::{Found, severity};
use super::from_store;
use super::list::{kind_key, yuan};
use crate::error::Error;
use crate::requests::list::{Agreement, SourceShare, SumYear, Summary};
use crate::requests::templates::FormKind;
use crate::rules::{self, Severity};
use jibiao_model::amount::rounded;
use jibiao_model::form::FundLine;
use jibiao_model::path::BudgetField;
use jibiao_model::{Form, Wan, Yuan};
use jibiao_store::{FormId, Only, Query, Totals};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Names of the sources under the bar.
const SOURCES: [(FundLine, &str); 5] = [
    (FundLine::Central, "中央财政"),
    (FundLine::Provincial, "省级财政"),
    (FundLine::Local, "市县(区)财政"),
    (FundLine::SelfRaised, "单位自筹"),
    (FundLine::Other, "其他资金"),
];

/// 整体申报表's 项目支出 against the projects.
pub(super) const PROJECTS_NOT_SUM: &str = "B30";
/// The projects against 项目支出预算表: an amount, the sum, a row without a form, a form without a row.
const AGAINST_BUDGET: [&str; 4] = ["B02", "B03", "A21", "A22"];

impl Session {
    /// The sums and agreements of a year.
    pub(crate) fn summary(&mut self, request: SumYear) -> Result<Summary, Error> {
        let settling = self.renew()?;
        let year = request.year;
        let query = Query { year: Some(year), ..Query::default() };
        let totals = self.store()?.totals(&query).map_err(from_store)?;
        let units = self.store()?.numbers(year, kind_key(FormKind::Unit)).map_err(from_store)?;
        let unit_lines: Vec<_> =
            units.iter().map(|form| self.store()?.line(*form).map_err(from_store)).collect::<Result<_, _>>()?;
        let (unit_errors, unit_warnings) =
            unit_lines.iter().fold((0, 0), |(errors, warnings), line| (errors + line.errors, warnings + line.warnings));
        let unit_form = units.first().copied();
        let across = self.cross_counts(year)?;
        let of_year =
            Query { kind: Some(kind_key(FormKind::Project)), elsewhere: self.elsewhere(Some(year))?, ..query };
        let count = |only| self.store()?.count(&Query { only, ..of_year.clone() }).map_err(from_store);
        let (done, with_problems) = (count(Only::Done)?, count(Only::Problems)?);
        let sum_of_sources: i128 = totals.sources.iter().sum();
        let gap = yuan(sum_of_sources - totals.annual);
        let has_gap = !gap.0.is_zero() && sum_of_sources != 0;
        let agreements = vec![self.unit_agreement(year, unit_form, &totals)?, self.budget_agreement(year, &totals)?];
        Ok(Summary {
            year,
            projects: totals.forms,
            unit_form: unit_form.map(|form| form.0),
            unit_forms: units.len() as u32,
            unit_form_words: match unit_lines.as_slice() {
                [] => "还没有整体申报表".to_owned(),
                [only] if only.progress == 2 => "整体申报表已填".to_owned(),
                [_] => "整体申报表填报中".to_owned(),
                several => format!("有 {} 张整体申报表", several.len()),
            },
            annual_wan: wan(totals.annual),
            annual: yuan(totals.annual).printed(),
            period_wan: wan(totals.period),
            period: yuan(totals.period).printed(),
            unread: totals.unread,
            done,
            unfinished: totals.forms.saturating_sub(done),
            errors: totals.errors + unit_errors + across.0,
            warnings: totals.warnings + unit_warnings + across.1,
            with_problems,
            sources: shares(&totals),
            sources_message: if has_gap {
                let word = if gap.0.is_sign_negative() { "少" } else { "多" };
                let gap = wan_text(gap.0.abs());
                format!("来源之和 {} 万元，比合计{word} {gap}", wan(sum_of_sources))
            } else {
                String::new()
            },
            sources_weight: rules::explain("B01")
                .filter(|facts| self.runs(facts))
                .map(|facts| severity(facts.severity)),
            sources_form: if has_gap { self.first_gap(year)? } else { None },
            agreements,
            attributes: totals.attributes,
            settling,
        })
    }

    /// Errors and warnings across forms.
    fn cross_counts(&mut self, year: i32) -> Result<(u32, u32), Error> {
        let store = self.store()?;
        let mut numbers = store.numbers(year, kind_key(FormKind::Project)).map_err(from_store)?;
        numbers.extend(store.numbers(year, kind_key(FormKind::Unit)).map_err(from_store)?);
        let of_year = &self.cross(year)?.document;
        let (mut errors, mut warnings) = counted(of_year.iter().map(|finding| finding.severity));
        for form in numbers {
            let (own_errors, own_warnings) = self.cross_counts_of(year, form)?;
            errors += own_errors;
            warnings += own_warnings;
        }
        Ok((errors, warnings))
    }

    /// Those of them that are about one form, without those passed over.
    pub(super) fn cross_counts_of(&self, year: i32, form: FormId) -> Result<(u32, u32), Error> {
        let found = self.cross_found(year, form)?;
        Ok(counted(found.iter().filter(|found| found.counts()).map(|found| found.finding.severity)))
    }

    /// How much those findings of these rules across forms weigh that count, and the first form that has one.
    fn heaviest(&mut self, year: i32, codes: &[&str]) -> Result<(Option<Severity>, Option<FormId>), Error> {
        let cross = self.cross(year)?;
        let (own, concerned) = (cross.document.clone(), cross.forms_with(codes));
        let of_year = own.iter().filter(|finding| codes.contains(&finding.code));
        let (mut weights, mut first): (Vec<Severity>, _) = (of_year.map(|finding| finding.severity).collect(), None);
        for form in concerned {
            let found = self.cross_found(year, form)?;
            let counted = found.iter().filter(|one| one.counts() && codes.contains(&one.finding.code));
            let before = weights.len();
            weights.extend(counted.map(|one| one.finding.severity));
            first = first.or((weights.len() > before).then_some(form));
        }
        let heaviest =
            [Severity::Error, Severity::Warning, Severity::Hint].into_iter().find(|one| weights.contains(one));
        Ok((heaviest, first))
    }

    /// What was found across forms in one of them.
    fn cross_found(&self, year: i32, form: FormId) -> Result<Vec<Found>, Error> {
        let Some(cross) = self.cross.get(&year).filter(|cross| cross.concerns(form)) else { return Ok(Vec::new()) };
        let waivers = self.store()?.waivers(form).map_err(from_store)?;
        if waivers.is_empty() {
            return Ok(cross.unwaived(form));
        }
        let stored = self.store()?.form(form).map_err(from_store)?;
        Ok(cross.of(form, &stored.form, &waivers))
    }

    /// The first project whose sources do not add up.
    fn first_gap(&self, year: i32) -> Result<Option<i64>, Error> {
        let store = self.store()?;
        for form in store.numbers(year, kind_key(FormKind::Project)).map_err(from_store)? {
            if let Ok(stored) = store.form(form)
                && let Form::Project(project) = &stored.form
            {
                let sources = FundLine::SOURCES.iter().filter_map(|line| project.funds_annual.get(*line).read());
                let sum = sources.fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount.0).unwrap_or(sum));
                if project.funds_annual.total.read().map_or(Decimal::ZERO, |total| total.0) != sum {
                    return Ok(Some(form.0));
                }
            }
        }
        Ok(None)
    }

    fn unit_agreement(&mut self, year: i32, unit_form: Option<FormId>, totals: &Totals) -> Result<Agreement, Error> {
        let absent = |message: &str, form: Option<i64>| Agreement {
            with: "整体申报表・项目支出".to_owned(),
            place: "unit_form".to_owned(),
            present: false,
            wan: String::new(),
            agrees: false,
            message: message.to_owned(),
            weight: None,
            form,
        };
        let Some(id) = unit_form else { return Ok(absent("还没有整体申报表", None)) };
        let stored = self.store()?.form(id).map_err(from_store)?;
        let amount = match &stored.form {
            Form::Unit(unit) => unit.budget(BudgetField::Project).read().copied(),
            Form::Project(_) => None,
        };
        let Some(amount) = amount else {
            return Ok(absent("整体申报表的项目支出没有填，或读不出来", Some(id.0)));
        };
        let mut line = agreement("整体申报表・项目支出", "unit_form", amount, totals.annual, Some(id.0));
        line.weight = self.heaviest(year, &[PROJECTS_NOT_SUM])?.0.filter(|_| !line.agrees).map(severity);
        Ok(line)
    }

    fn budget_agreement(&mut self, year: i32, totals: &Totals) -> Result<Agreement, Error> {
        let rows = self.cross(year)?.budget.clone();
        let mut of_year = rows.iter().filter(|row| !row.carried_over);
        let sum = of_year.try_fold(Wan::default(), |sum, row| sum.checked_add(row.total));
        match sum {
            Some(sum) if !rows.is_empty() => {
                let (weight, first) = self.heaviest(year, &AGAINST_BUDGET)?;
                let line = agreement("项目支出预算表", "budget", sum, totals.annual, first.map(|form| form.0));
                Ok(Agreement { weight: weight.filter(|_| !line.agrees).map(severity), ..line })
            }
            _ => Ok(Agreement {
                with: "项目支出预算表".to_owned(),
                place: "budget".to_owned(),
                present: false,
                wan: String::new(),
                agrees: false,
                message: "还没有录入".to_owned(),
                weight: None,
                form: None,
            }),
        }
    }
}

/// Errors and warnings among these.
fn counted(severities: impl Iterator<Item = Severity>) -> (u32, u32) {
    severities.fold((0, 0), |(errors, warnings), severity| match severity {
        Severity::Error => (errors + 1, warnings),
        Severity::Warning => (errors, warnings + 1),
        Severity::Hint => (errors, warnings),
    })
}

fn agreement(with: &str, place: &str, amount: Wan, annual: i128, form: Option<i64>) -> Agreement {
    // Tables in 万元 have two decimals: what is equal after rounding is equal.
    let own = yuan(annual).to_wan().map_or(Decimal::ZERO, |wan| rounded(wan.0));
    let gap = own - rounded(amount.0);
    let agrees = gap.is_zero();
    let word = if gap.is_sign_negative() { "少" } else { "多" };
    Agreement {
        with: with.to_owned(),
        place: place.to_owned(),
        present: true,
        wan: amount.printed(),
        agrees,
        message: if agrees {
            "一致".to_owned()
        } else {
            format!("项目合计{word} {} 万元", Wan(gap.abs()).printed())
        },
        weight: None,
        form: if agrees { None } else { form },
    }
}

/// 万元 with two decimals.
fn wan(fine: i128) -> String {
    wan_text(yuan(fine).0)
}

fn wan_text(yuan: Decimal) -> String {
    Yuan(yuan).to_wan().map_or_else(|| Yuan(yuan).printed(), |wan| Wan(rounded(wan.0)).printed())
}

/// The bar: the largest first, at most three parts and the rest together.
fn shares(totals: &Totals) -> Vec<SourceShare> {
    let sum: i128 = totals.sources.iter().filter(|amount| **amount > 0).sum();
    let mut parts: Vec<(&str, &str, i128)> = SOURCES
        .iter()
        .zip(&totals.sources)
        .filter(|(_, amount)| **amount > 0)
        .map(|((line, label), amount)| (line.key(), *label, *amount))
        .collect();
    parts.sort_by_key(|(_, _, amount)| -amount);
    if parts.len() > 3 {
        let rest: i128 = parts.iter().skip(3).map(|(_, _, amount)| amount).sum();
        parts.truncate(3);
        parts.push(("rest", "其他", rest));
    }
    let share = |(source, label, amount): (&str, &str, i128)| {
        let permille = if sum == 0 { 0 } else { (amount * 1_000 + sum / 2) / sum };
        let permille = permille.to_u32().unwrap_or(0);
        SourceShare {
            source: source.to_owned(),
            label: label.to_owned(),
            wan: wan(amount),
            permille,
            percent: format!("{}.{}%", permille / 10, permille % 10),
        }
    };
    parts.into_iter().map(share).collect()
}
