//! 公开材料 of a year: the same as `jibiao disclose`, over the forms and the project budget of the data.

use super::findings::{self, key, severity};
use super::form::shown_name;
use super::from_store;
use super::jobs::{Outcome, Shared};
use super::list::kind_key;
use super::place::{step_of, words};
use super::{Session, grid, templates};
use crate::disclose::{self, Asks, Correction, Decision, Decisions, Examined, Figure, Found, How, Piece, With};
use crate::error::{Code, Error};
use crate::forms::Source;
use crate::requests::check::FindingView;
use crate::requests::disclosure as view;
use crate::requests::jobs::{JobFault, Started};
use crate::requests::templates::FormKind;
use crate::rules::{self, Context, Copy, Selection, Severity, Stage};
use crate::waivers;
use jibiao_model::form::Category;
use jibiao_model::template::{Kind, Template};
use jibiao_model::{BudgetRow, FieldPath, Form};
use jibiao_store::FormId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest reason and name, in characters.
const LONGEST: usize = 100;
/// The longest text of 机构设置, in characters.
const LONGEST_TEXT: usize = 20_000;

/// What the officer decided for a year, as it is kept in the data.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Kept {
    withheld: Vec<view::WithheldForm>,
    corrected: Vec<KeptFigure>,
    unit: Option<String>,
    #[serde(default)]
    organisation: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptFigure {
    figure: String,
    text: String,
    computed: String,
}

/// The setting that keeps it.
fn setting(year: i32) -> String {
    format!("disclosure.{year}")
}

/// Everything that is looked at.
struct Year {
    ids: Vec<(FormId, i64)>,
    forms: Vec<Form>,
    sources: Vec<Source>,
    budget: Vec<BudgetRow>,
    decisions: Decisions,
}

impl Session {
    /// The text, and what stands against publishing.
    pub(crate) fn get_disclosure(&mut self, request: view::GetDisclosure) -> Result<view::Disclosure, Error> {
        let year = self.disclosed_year(request.year)?;
        let examined = self.examine(&year)?;
        Ok(self.disclosure_view(request.year, &year, &examined))
    }

    /// Keeps what the officer decided.
    pub(crate) fn set_disclosure(&mut self, request: view::SetDisclosure) -> Result<view::Disclosure, Error> {
        let year = self.disclosed_year(request.year)?;
        let examined = self.examine(&year)?;
        for withheld in &request.withheld {
            let own = year.ids.iter().position(|(id, _)| id.0 == withheld.form);
            match own.and_then(|own| year.forms.get(own)) {
                Some(Form::Project(_)) => {}
                Some(Form::Unit(_)) => return Err(refused("整体表总是公开".to_owned(), "请从不公开的里面去掉它")),
                None => return Err(Error::new(Code::FormNone, "这个年度没有这份表", "请重新打开公开材料")),
            }
        }
        let reasons = request.withheld.iter().map(|withheld| &withheld.reason);
        if reasons.chain(&request.unit).any(|text| text.chars().count() > LONGEST) {
            return Err(refused(format!("原因或单位名称超过 {LONGEST} 个字"), "请写短一些"));
        }
        if request.organisation.iter().any(|text| text.chars().count() > LONGEST_TEXT) {
            return Err(refused(format!("机构设置超过 {LONGEST_TEXT} 个字"), "请只贴机构设置这一段"));
        }
        let mut corrected = Vec::new();
        for wanted in &request.corrected {
            let none = || refused(format!("文字里没有“{}”这个数", wanted.figure), "请重新打开公开材料");
            let figure = Figure::of(&wanted.figure).ok_or_else(none)?;
            if wanted.text.trim().is_empty() {
                continue;
            }
            let (text, computed) = (figure.read(&wanted.text)?, examined.chapter.figures.computed(figure));
            // One that stays as it was keeps what it was held against.
            let before = examined.chapter.figures.correction(figure).filter(|before| before.text == text);
            if let Some(before) = before {
                corrected.push(KeptFigure { figure: wanted.figure.clone(), text, computed: before.computed.clone() });
            } else if text != computed {
                corrected.push(KeptFigure { figure: wanted.figure.clone(), text, computed });
            }
        }
        let trimmed = |withheld: &view::WithheldForm| view::WithheldForm {
            form: withheld.form,
            reason: withheld.reason.trim().to_owned(),
        };
        let unit = request.unit.map(|unit| unit.trim().to_owned()).filter(|unit| !unit.is_empty());
        let organisation = request.organisation.map_or(year.decisions.organisation, |text| text.trim().to_owned());
        let withheld = request.withheld.iter().map(trimmed).collect();
        let kept = Kept { withheld, corrected, unit, organisation };
        let text = serde_json::to_string(&kept).map_err(|error| refused(error.to_string(), ""))?;
        self.store_mut()?.set_setting(&setting(request.year), &text).map_err(from_store)?;
        // The forms are held against 机构设置 wherever they are checked.
        self.cross.remove(&request.year);
        self.get_disclosure(view::GetDisclosure { year: request.year })
    }

    /// Writes the folder.
    pub(crate) fn run_disclosure(&mut self, request: view::RunDisclosure) -> Result<Started, Error> {
        let year = self.disclosed_year(request.year)?;
        if year.forms.is_empty() {
            return Err(Error::new(Code::NoForms, format!("{} 年度还没有表", request.year), "请先填表或导入"));
        }
        let (templates, fonts) = (self.templates.clone(), self.fonts()?);
        let (context, selection) = (self.disclosure_context(), self.disclosure_rules());
        let how =
            How { draft: request.draft.unwrap_or(false), replace: request.replace.unwrap_or(false), dry_run: false };
        let folder = PathBuf::from(request.folder);
        Ok(self.start_job("检查", year.forms.len(), move |shared| {
            let with = With { templates: &templates, fonts: &fonts, context, selection: &selection };
            write(&year, &with, &folder, how, shared)
        }))
    }

    fn kept_disclosure(&self, year: i32) -> Result<Kept, Error> {
        let kept = self.store()?.setting(&setting(year)).map_err(from_store)?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// The text of 机构设置 that the officer gave for a year; empty where none was given.
    pub(super) fn organisation(&self, year: i32) -> Result<String, Error> {
        Ok(self.kept_disclosure(year)?.organisation)
    }

    fn disclosed_year(&self, year: i32) -> Result<Year, Error> {
        let store = self.store()?;
        let kept = self.kept_disclosure(year)?;
        let zone = *self.now().offset();
        let (mut ids, mut forms, mut sources, mut decisions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for kind in [FormKind::Project, FormKind::Unit] {
            for id in store.numbers(year, kind_key(kind)).map_err(from_store)? {
                let stored = store.form(id).map_err(from_store)?;
                let passed = store.waivers(id).map_err(from_store)?;
                let passed = passed.iter().filter_map(|waiver| waivers::packed(waiver, &stored.form, 0, zone));
                let name = PathBuf::from(shown_name(stored.form.name()));
                let withheld = kept.withheld.iter().find(|withheld| withheld.form == id.0);
                decisions.push(Decision {
                    category: as_project(&stored.form).and_then(|form| form.category),
                    withheld: withheld.map(|withheld| withheld.reason.clone()),
                    looked_at: false,
                });
                sources.push(Source::stored(name, stored.form.clone(), passed.collect()));
                ids.push((id, stored.revision));
                forms.push(stored.form);
            }
        }
        let corrected = kept.corrected.into_iter().filter_map(|kept| {
            Some((Figure::of(&kept.figure)?, Correction { text: kept.text, computed: kept.computed }))
        });
        let (unit, organisation) = (kept.unit, kept.organisation);
        let decisions = Decisions { forms: decisions, unit, corrected: corrected.collect(), organisation };
        let budget = store.budget(year).map_err(from_store)?;
        Ok(Year { ids, forms, sources, budget, decisions })
    }

    fn examine(&mut self, year: &Year) -> Result<Examined, Error> {
        let (templates, fonts) = (self.templates.clone(), self.fonts()?);
        let selection = self.disclosure_rules();
        let with =
            With { templates: &templates, fonts: &fonts, context: self.disclosure_context(), selection: &selection };
        examined(year, &with, &|| ()).map_err(one_of)
    }

    fn disclosure_context(&self) -> Context {
        Context { today: self.day, stage: Stage::Complete, copy: Some(Copy::Publication) }
    }

    /// The rules by the settings; the one for personal data always runs before something is published.
    fn disclosure_rules(&self) -> Selection {
        match findings::selection(&self.settings.rules) {
            Selection::Only(mut codes) if !codes.contains(&disclose::PRIVACY) => {
                codes.push(disclose::PRIVACY);
                Selection::Only(codes)
            }
            selection => selection,
        }
    }

    fn disclosure_view(&self, number: i32, year: &Year, examined: &Examined) -> view::Disclosure {
        let chapter = &examined.chapter;
        let held_back = examined.held_back();
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => view::DisclosurePiece { text: text.clone(), figure: None },
            Piece::Number(figure) => {
                view::DisclosurePiece { text: chapter.figures.shown(*figure), figure: Some(figure.key().to_owned()) }
            }
        };
        let paragraphs = chapter.paragraphs.iter().map(|paragraph| view::DisclosureParagraph {
            heading: paragraph.heading,
            pieces: paragraph.pieces.iter().map(piece).collect(),
        });
        let mut forms: Vec<view::DisclosedForm> =
            (0..year.forms.len()).filter_map(|index| self.disclosed_form(index, year, examined)).collect();
        forms.sort_by_key(|form| form.held.is_empty());
        let whole = examined.errors.iter().filter(|found| found.form.is_none()).chain(&examined.doubts);
        view::Disclosure {
            year: number,
            title: title(chapter.questions.len(), held_back.as_deref()),
            unit: chapter.unit.clone(),
            unit_given: year.decisions.unit.is_some(),
            organisation: year.decisions.organisation.clone(),
            questions: chapter.questions.iter().map(|question| asked(question, year)).collect(),
            held_back,
            privacy: examined.privacy.len() as u32,
            errors: examined.errors.len() as u32,
            findings: whole.filter_map(|found| self.finding_of(found, year)).collect(),
            forms,
            paragraphs: paragraphs.collect(),
            text: chapter.text(),
            figures: figures(examined),
            notes: chapter.notes.clone(),
        }
    }

    fn disclosed_form(&self, index: usize, year: &Year, examined: &Examined) -> Option<view::DisclosedForm> {
        let ((id, revision), form) = (year.ids.get(index)?, year.forms.get(index)?);
        let decision = year.decisions.forms.get(index)?;
        let own = |found: &&Found| found.form == Some(index);
        let found = examined.privacy.iter().chain(&examined.errors).filter(own);
        let project = as_project(form);
        let amount = project.and_then(|form| form.funds_annual.total.read()).and_then(|yuan| yuan.to_wan());
        Some(view::DisclosedForm {
            form: id.0,
            revision: *revision,
            kind: templates::kind(if project.is_some() { Kind::Project } else { Kind::Unit }),
            name: shown_name(form.name()),
            category: match project.and_then(|form| form.category) {
                Some(Category::Operating) => "其他运转类",
                Some(Category::Special) => "特定目标类",
                None => "",
            }
            .to_owned(),
            amount: amount.map(|amount| amount.printed()).unwrap_or_default(),
            public: decision.withheld.is_none(),
            reason: decision.withheld.clone().unwrap_or_default(),
            held: held(index, examined),
            findings: found.filter_map(|found| self.finding_of(found, year)).collect(),
        })
    }

    /// A finding as elsewhere in the window.
    fn finding_of(&self, found: &Found, year: &Year) -> Option<FindingView> {
        let line = &found.line;
        let own = found.form.and_then(|index| Some((year.ids.get(index)?.0, year.forms.get(index)?)));
        let any = Form::Project(jibiao_model::ProjectForm::default());
        let form = own.map_or(&any, |(_, form)| form);
        let template: Arc<Template> = match own {
            Some((_, form)) => self.own_template(form).ok()?,
            None => Arc::new(self.templates.iter().next()?.clone()),
        };
        let place = FieldPath::parse(&line.path, form).unwrap_or(FieldPath::Form);
        let weight =
            [Severity::Error, Severity::Warning, Severity::Hint].into_iter().find(|s| s.key() == line.severity)?;
        Some(FindingView {
            key: key(line.code, place, form),
            code: line.code.to_owned(),
            severity: severity(weight),
            severity_word: if found.unfilled { "还没填" } else { weight.title() }.to_owned(),
            form: own.map(|(id, _)| id.0),
            step: step_of(place),
            path: place.keyed(form),
            related: Vec::new(),
            place: match own {
                Some(_) => words(place, form, &template, &grid::groups(form, &template)),
                None => "公开的文字".to_owned(),
            },
            message: line.message.clone(),
            advice: line.advice.clone(),
            fix: None,
            unfinished: found.unfilled,
            waivable: own.is_some()
                && weight != Severity::Error
                && rules::explain(line.code).is_some_and(|facts| facts.waivable && self.runs(&facts)),
            waiver: None,
        })
    }
}

fn as_project(form: &Form) -> Option<&jibiao_model::ProjectForm> {
    match form {
        Form::Project(form) => Some(form),
        Form::Unit(_) => None,
    }
}

fn refused(message: String, hint: &str) -> Error {
    Error::new(Code::Request, message, hint)
}

fn one_of(errors: Vec<Error>) -> Error {
    errors.into_iter().next().unwrap_or_else(|| refused("公开材料没有做成".to_owned(), "请再试一次"))
}

fn title(questions: usize, held_back: Option<&str>) -> String {
    match (questions, held_back) {
        (0, None) => "可以生成文字和公开件。".to_owned(),
        (0, Some(reason)) => format!("可以生成文字；公开件还不能生成：{reason}。"),
        (questions, _) => format!("先答复 {questions} 处，才能生成。"),
    }
}

/// Why a form holds the PDF back.
fn held(index: usize, examined: &Examined) -> String {
    examined.reasons(|found| found.form == Some(index))
}

fn asked(question: &disclose::Question, year: &Year) -> view::DisclosureQuestion {
    use view::DisclosureAsks as A;
    let (asks, form) = match question.asks {
        Asks::Unit => (A::Unit, None),
        Asks::Year => (A::Year, None),
        Asks::Budget => (A::Budget, None),
        Asks::Goal(form) => (A::Goal, Some(form)),
        Asks::Amount(form) => (A::Amount, Some(form)),
        Asks::Category(form) => (A::Category, Some(form)),
    };
    let form = form.and_then(|form| year.ids.get(form)).map(|(id, _)| id.0);
    view::DisclosureQuestion { asks, form, text: question.text.clone() }
}

fn figures(examined: &Examined) -> Vec<view::DisclosureFigure> {
    let figures = &examined.chapter.figures;
    let used = |figure: &Figure| {
        let pieces = examined.chapter.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces);
        pieces.into_iter().any(|piece| *piece == Piece::Number(*figure))
    };
    // The line that stands in the text for a number that is not known is no number to edit.
    let known = |text: String| if text == disclose::OPEN { String::new() } else { text };
    let view = |(figure, id, label, source): &(Figure, &str, &str, &str)| {
        let (correction, computed) = (figures.correction(*figure), figures.computed(*figure));
        view::DisclosureFigure {
            id: (*id).to_owned(),
            label: (*label).to_owned(),
            source: (*source).to_owned(),
            text: known(figures.shown(*figure)),
            corrected: correction.is_some(),
            outdated: correction.is_some_and(|correction| correction.computed != computed),
            computed: known(computed),
            editable: *figure != Figure::Year,
        }
    };
    Figure::ALL.iter().filter(|(figure, ..)| used(figure)).map(view).collect()
}

/// Looks at everything, and tells errors from what is not filled in yet as 检查 does.
fn examined(year: &Year, with: &With<'_>, done: &(dyn Fn() + Sync)) -> Result<Examined, Vec<Error>> {
    let mut examined = disclose::examine(&year.sources, &year.forms, &year.budget, &year.decisions, with, done)?;
    let concerned: BTreeSet<usize> = examined.errors.iter().filter_map(|found| found.form).collect();
    let open = |index: &usize| {
        let form = year.forms.get(*index)?;
        let template = with.templates.get(form.template())?;
        let found = findings::of_form(form, template, with.context.today, with.selection, &[]);
        let open = found.into_iter().filter(|found| found.unfinished);
        Some((*index, open.map(|found| (found.finding.code, found.finding.place)).collect::<Vec<_>>()))
    };
    let open: BTreeMap<usize, Vec<(&str, FieldPath)>> = concerned.iter().filter_map(open).collect();
    examined.mark_unfilled(|index, line| {
        let place = year.forms.get(index).and_then(|form| FieldPath::parse(&line.path, form));
        place.is_some_and(|place| open.get(&index).is_some_and(|open| open.contains(&(line.code, place))))
    });
    Ok(examined)
}

fn write(year: &Year, with: &With<'_>, folder: &Path, how: How, shared: &Shared) -> Outcome {
    let stopped = || Outcome { message: "已停止，没有写任何文件".to_owned(), ..Outcome::default() };
    let done = || shared.step();
    let examined = match examined(year, with, &done) {
        Ok(_) if shared.is_cancelled() => return stopped(),
        Ok(examined) => examined,
        Err(errors) => return Outcome { failure: Some(one_of(errors)), ..Outcome::default() },
    };
    let questions = examined.chapter.questions.len();
    if questions > 0 {
        let message = format!("还有 {questions} 处没有答复，没有写任何文件");
        return Outcome { failure: Some(refused(message, "请先答复")), ..Outcome::default() };
    }
    match examined.write(&year.sources, folder, with, how) {
        Ok(written) => outcome(year, &examined, written),
        Err(failure) => Outcome { failure: Some(failure), ..Outcome::default() },
    }
}

fn outcome(year: &Year, examined: &Examined, written: disclose::Written) -> Outcome {
    let mut message = vec![format!("已写好 {} 个文件", written.files.len())];
    message.extend(written.held_back.as_ref().map(|reason| format!("公开件没有生成：{reason}")));
    let names = written.moved_aside.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy());
    message.extend(names.map(|name| format!("以前生成的已改名为“{name}”")));
    if let Some(missing) = written.missing.first() {
        message.push(format!("字体里没有“{}”等 {} 个字，请看打印预览", missing.character, written.missing.len()));
    }
    let fault = |(index, (id, _)): (usize, &(FormId, i64))| {
        let held = held(index, examined);
        let name = year.forms.get(index).map(|form| shown_name(form.name())).unwrap_or_default();
        let code = Code::HeldBack.as_str().to_owned();
        (!held.is_empty()).then(|| JobFault { form: id.0, name, code, message: format!("有 {held}") })
    };
    let faults =
        if written.held_back.is_some() { year.ids.iter().enumerate().filter_map(fault).collect() } else { Vec::new() };
    Outcome {
        message: message.join("；"),
        exported: Some(("公开材料".to_owned(), year.forms.len() as i64)),
        files: written.files.iter().map(|path| path.display().to_string()).collect(),
        faults,
        failure: None,
    }
}
