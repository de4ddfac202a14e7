//! From candidates to mentions: which of the names found in a text are meant, and what they refer to.
//!
//! In: the folded text, its language spans, the hits of the matcher. Out: mentions, sorted and disjoint, and the refused
//! candidates with their reasons. One pass decides a document: every sense of every candidate is asked the `rules`
//! about its neighbours; nations and organs are `compose`d; what is left open is decided by what the rest of the
//! document says (`support`); of overlapping names the longest stays, of several bearers of a name one is `choose`n.

#[macro_use]
mod closed_list;

mod bare_organ;
mod body;
mod bracketed_body;
mod by_sound;
mod candidate;
mod choose;
mod compose;
mod context;
mod definition;
mod faculty;
mod family_name;
mod home;
mod in_row;
mod known;
mod leader;
mod legal_form;
mod longer_nation;
mod metonym;
mod office;
mod one_character;
mod organisation;
mod person;
mod reason;
mod rule;
mod rules;
mod sound;
mod spelling;
mod support;
mod tables;
mod tail;
mod titles;

pub use candidate::{Mention, Referent, Refusal};
pub use reason::{Code, Reason};
pub(crate) use rule::Off;
pub use rule::{Rule, UnknownRule};
pub(crate) use tables::FUNCTION_CHARACTERS;
pub(crate) use titles::{Roles, TITLES_EN, TITLES_ZH};

use std::cell::Cell;

use crate::Span;
use crate::gazetteer::{Form, Gazetteer, Kind, Target};
use crate::lang::LanguageSpan;
use crate::mention::{Hit, Matcher};
use crate::segment::Segmenter;
use crate::text::{Date, Folded};
use candidate::{Candidate, Sense, Verdict};
use context::Context;
use known::Known;

/// Which mentions are wanted.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) kinds: Vec<Kind>,
    /// Names inside longer mentions too.
    pub(crate) nested: bool,
    /// Offices that stand for their holders too.
    pub(crate) offices: bool,
    /// Refused candidates too.
    pub(crate) refused: bool,
    /// Rules that are switched off.
    pub(crate) off: Off,
}

impl Options {
    /// Whether a rule is on.
    fn on(&self, rule: Rule) -> bool {
        !self.off.has(rule)
    }
}

/// What was found in one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) mentions: Vec<Mention>,
    pub(crate) refused: Vec<Refusal>,
}

/// Finds and decides all mentions of one document.
pub(crate) fn resolve(
    gazetteer: &Gazetteer,
    matcher: &Matcher,
    segmenter: &Segmenter,
    folded: &Folded<'_>,
    spans: &[LanguageSpan],
    date: Option<&Date>,
    options: &Options,
) -> Resolved {
    let context = Context::new(gazetteer, segmenter, folded, spans, date);
    let mut hits = Vec::new();
    // Where capitals are used, names in small letters are all refused: they are sought only to be shown.
    let any_case = options.refused || !context.has_capitals || !options.on(Rule::Case);
    matcher.hits(context.text, context.has_han, any_case, &mut hits);
    let judge = Judge::new(&context, &hits, options);
    let mut candidates = look_around(&judge, &hits);
    let longer = candidates.len();
    if context.has_han {
        one_character::candidates(&context, matcher.one_character_names(), options.refused, &mut candidates);
    }
    candidates.iter_mut().skip(longer).for_each(|candidate| judge.heed_blockers(candidate));
    candidates.sort_by_key(|candidate| (candidate.span, candidate.surface.len()));
    let composed = compose::composed(&context, &candidates);
    add(&mut candidates, composed);
    if options.on(Rule::Coordination) {
        metonym::coordinate(&context, &mut candidates);
    }
    if options.on(Rule::Spelling) {
        for names in EXPLAINED {
            let more = names(&context, &candidates);
            add(&mut candidates, more);
        }
    }
    if options.on(Rule::OtherPerson) {
        person::heed_given_names(&context, &mut candidates);
        longer_nation::heed(&context, &mut candidates);
    }
    let known = look_at_full_names(&context, &mut candidates, options);
    if options.on(Rule::Definition) {
        let names = definition::heed(&context, &mut candidates);
        add(&mut candidates, names);
    }
    if options.on(Rule::FamilyName) {
        let mut names = family_name::candidates(&context, &candidates);
        names.iter_mut().for_each(|name| judge.neighbours(name));
        add(&mut candidates, names);
    }
    look_at_document(&context, &known, &mut candidates, options);
    if options.on(Rule::Office) {
        support::go_on(&context, &mut candidates);
    }
    if options.on(Rule::InRow) {
        in_row::bear_out(&context, &mut candidates);
    }
    tail::take_in(&context, &mut candidates);
    merge_same_spans(&mut candidates);
    if let Some(date) = context.date.as_deref().filter(|_| options.offices) {
        let offices = office::candidates(&context, &candidates, date);
        add(&mut candidates, offices);
    }
    finish(&context, &known, candidates, options)
}

/// Candidates that follow from those found so far.
type Names = for<'m> fn(&Context<'_>, &[Candidate<'m>]) -> Vec<Candidate<'m>>;

/// What the text explains of spellings that no list has ([`Rule::Spelling`]), in order.
const EXPLAINED: [Names; 3] = [spelling::variants, by_sound::names, bracketed_body::names];

/// Adds candidates in their places.
fn add<'m>(candidates: &mut Vec<Candidate<'m>>, more: Vec<Candidate<'m>>) {
    candidates.extend(more);
    candidates.sort_by_key(|candidate| candidate.span);
    merge_same_spans(candidates);
}

/// What decides a candidate by its neighbours: the blockers in the text and the rules that are on.
struct Judge<'c, 'a> {
    context: &'c Context<'a>,
    /// Longer strings that hold no name of an entity, in the order of their ends.
    blockers: Vec<(Span, u32)>,
    rules: Vec<(Rule, rules::Check)>,
}

impl<'c, 'a> Judge<'c, 'a> {
    fn new(context: &'c Context<'a>, hits: &[Hit<'_>], options: &Options) -> Self {
        // Refused names are sought in small letters too; what blocks must not depend on that.
        let small = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
        let counts = |hit: &&Hit<'_>| !context.has_capitals || small(hit.surface) || !small(hit.span.of(context.text));
        let hits = hits.iter().filter(counts);
        let readings = hits.flat_map(|hit| hit.readings.iter().map(move |reading| (hit.span, reading.target)));
        let mut blockers: Vec<(Span, u32)> = readings
            .filter_map(|(span, target)| match target {
                Target::Blocker(entity) => Some((span, entity)),
                _ => None,
            })
            .collect();
        blockers.sort_by_key(|(span, _)| span.end);
        let rules = rules::RULES.iter().copied().filter(|&(rule, _)| options.on(rule)).collect();
        Judge { context, blockers, rules }
    }

    /// Asks the rules about every sense that is still open.
    fn neighbours(&self, candidate: &mut Candidate<'_>) {
        candidate.decide(|candidate, sense| {
            self.blocked(candidate, sense)
                .or_else(|| self.rules.iter().find_map(|(_, check)| check(self.context, candidate, sense)))
                .or_else(|| plain(sense))
        });
        if candidate.institution.is_some() && self.speaks_against_organ(candidate) {
            candidate.institution = None;
        }
    }

    /// Refuses the senses of a one-character name that stand inside a string of three characters and more: 土瓜灣,
    /// 以普通話. Shorter ones cut both ways: 美學|者, 美|學者.
    fn heed_blockers(&self, candidate: &mut Candidate<'_>) {
        let long =
            |verdict: &Verdict| matches!(verdict, Verdict::Refuse(reason) if reason.detail.chars().nth(2).is_some());
        candidate.revise(|candidate, sense| self.blocked(candidate, sense).filter(long));
    }

    /// Inside a longer string of the same entity that is none of its names.
    fn blocked(&self, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
        let Referent::Entity(entity) = sense.referent else { return None };
        let from = self.blockers.partition_point(|(span, _)| span.end < candidate.span.end);
        let near = self.blockers.get(from..)?.iter().take_while(|(span, _)| span.end < candidate.span.end + 200);
        let longer = |span: Span| span != candidate.span && span.contains(candidate.span);
        let (span, _) = near.filter(|&&(_, of)| of == entity).find(|(span, _)| longer(*span))?;
        Verdict::refuse(Code::InsideLongerString, span.of(self.context.text))
    }

    /// Organs are asked the rules too, as if they were an organisation.
    fn speaks_against_organ(&self, candidate: &Candidate<'_>) -> bool {
        let sense = Sense {
            referent: Referent::Organ(0, 0),
            kind: Kind::Organisation,
            form: Form::Name,
            ambiguous: true,
            exact_case: true,
            verdict: None,
        };
        // Where its word starts is a matter for the composed name: 俄|外交部, but 美|国防部 too.
        let mut rules = self.rules.iter().filter(|(rule, _)| *rule != Rule::Word);
        rules.any(|(_, check)| matches!(check(self.context, candidate, &sense), Some(Verdict::Refuse(_))))
    }
}

/// Every hit as a candidate, each of its senses asked the rules about its neighbours.
fn look_around<'m>(judge: &Judge<'_, '_>, hits: &[Hit<'m>]) -> Vec<Candidate<'m>> {
    let mut candidates = Vec::with_capacity(hits.len());
    for hit in hits {
        let mut candidate = Candidate::new(judge.context.gazetteer, hit.span, hit.surface, hit.han, hit.readings);
        judge.neighbours(&mut candidate);
        if !candidate.senses.is_empty() || candidate.institution.is_some() {
            candidates.push(candidate);
        }
    }
    candidates
}

/// A surface that counts alone.
fn plain(sense: &Sense) -> Option<Verdict> {
    if sense.ambiguous {
        return None;
    }
    Some(Verdict::Accept(match sense.form {
        Form::Name => Code::Name.into(),
        Form::Short | Form::Nickname => Code::Unmistakable.into(),
        _ => Code::Form.into(),
    }))
}

/// Candidates with the same span become one with the senses of all.
fn merge_same_spans(candidates: &mut Vec<Candidate<'_>>) {
    candidates.dedup_by(|next, kept| {
        let same = next.span == kept.span;
        if same {
            for sense in next.senses.drain(..) {
                match kept.senses.iter_mut().find(|known| known.referent == sense.referent) {
                    Some(known) if known.is_refused() || sense.is_accepted() && !known.is_accepted() => *known = sense,
                    Some(_) => {}
                    None => kept.senses.push(sense),
                }
            }
            kept.institution = kept.institution.or(next.institution);
        }
        same
    });
}

/// What the document tells once its full names are decided: short ones lean on them.
fn look_at_full_names<'a>(context: &Context<'a>, candidates: &mut [Candidate<'_>], options: &Options) -> Known<'a> {
    let known = Known::new(context, candidates, &Known::default());
    if options.on(Rule::Support) && accept_full_names(context, &known, candidates, options) {
        return Known::new(context, candidates, &known);
    }
    known
}

/// Decides what was left open by what the rest of the document says.
fn look_at_document(context: &Context<'_>, known: &Known<'_>, candidates: &mut [Candidate<'_>], options: &Options) {
    let on = |rule| options.on(rule);
    // Up to where the names that are meant reach: 外交部 in 俄罗斯外交部 is no name of its own.
    let mut reached = 0;
    for candidate in candidates {
        candidate.decide(|candidate, sense| {
            let unopposed = || Verdict::Accept(Code::Unopposed.into());
            Some(if on(Rule::Support) {
                support::decide(context, known, candidate, sense, &options.off)
            } else {
                unopposed()
            })
        });
        if candidate.is_accepted() {
            reached = reached.max(candidate.span.end);
        } else if on(Rule::BareOrgan) && candidate.span.end > reached {
            // 两国会谈: without a state beside it an organ ends where a word ends, too.
            let whole = |sense: &Sense| rules::word(context, candidate, sense).is_none();
            let sense = bare_organ::sense(context, known, candidate).filter(whole);
            candidate.senses.extend(sense);
        }
    }
}

/// Accepts the full names that the document supports; whether there were any. What is not supported stays open.
fn accept_full_names(
    context: &Context<'_>,
    known: &Known<'_>,
    candidates: &mut [Candidate<'_>],
    options: &Options,
) -> bool {
    let any = Cell::new(false);
    for candidate in candidates {
        if options.on(Rule::AnotherState) {
            candidate.revise(|candidate, sense| support::of_another_state(context, known, candidate, sense));
        }
        candidate.decide(|candidate, sense| {
            let full = sense.form == Form::Name;
            let verdict = full.then(|| support::decide(context, known, candidate, sense, &options.off))?;
            let accepted = matches!(verdict, Verdict::Accept(_));
            any.set(any.get() || accepted);
            accepted.then_some(verdict)
        });
    }
    any.get()
}

/// The longest candidates as mentions, the others as refusals, if those are wanted.
fn finish(context: &Context<'_>, known: &Known<'_>, candidates: Vec<Candidate<'_>>, options: &Options) -> Resolved {
    let chosen = |candidate| choose::sense(context, known, candidate).map(|(sense, why)| (candidate, sense, why));
    let chosen: Vec<(&Candidate<'_>, &Sense, Vec<Reason>)> = candidates.iter().filter_map(chosen).collect();
    let spans: Vec<Span> = chosen.iter().map(|(candidate, ..)| candidate.span).collect();
    let covers = choose::longest(&spans);
    let mut resolved = Resolved::default();
    if options.refused {
        let kept = spans.iter().zip(&covers).filter(|(_, cover)| cover.is_none()).map(|(&span, _)| span).collect();
        resolved.refused = refusals(context, &candidates, kept);
    }
    for ((candidate, sense, evidence), cover) in chosen.into_iter().zip(covers) {
        let nested = options.nested && cover.is_some_and(|cover| cover.contains(candidate.span));
        let reason = match cover.filter(|_| !nested) {
            Some(cover) => Reason::new(Code::LongerMention, cover.of(context.text)),
            None if !options.kinds.contains(&sense.kind) => Code::KindNotAsked.into(),
            None => {
                resolved.mentions.push(mention(context, candidate, sense, evidence, nested));
                continue;
            }
        };
        if options.refused {
            resolved.refused.push(refusal(context, candidate, sense, reason));
        }
    }
    resolved.mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    resolved.refused.sort_by_key(|refusal| refusal.span);
    resolved
}

/// What the candidates were refused for; of a character without a cue inside a name that is `kept` nothing.
fn refusals(context: &Context<'_>, candidates: &[Candidate<'_>], mut kept: Vec<Span>) -> Vec<Refusal> {
    // Disjoint, so that the last one that begins no later than a candidate is the only one that can cover it.
    kept.sort_unstable();
    let is_covered = |span: Span| {
        let before = kept.partition_point(|kept| kept.start <= span.start);
        before.checked_sub(1).and_then(|at| kept.get(at)).is_some_and(|kept| kept.contains(span))
    };
    let mut refused = Vec::new();
    for candidate in candidates {
        for sense in &candidate.senses {
            match &sense.verdict {
                Some(Verdict::Refuse(reason)) if reason.code != Code::NoCue || !is_covered(candidate.span) => {
                    refused.push(refusal(context, candidate, sense, reason.clone()));
                }
                _ => {}
            }
        }
    }
    refused
}

fn mention(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    sense: &Sense,
    evidence: Vec<Reason>,
    nested: bool,
) -> Mention {
    let subkind = match sense.referent {
        Referent::Entity(index) => context.gazetteer.entity(index).and_then(|entity| entity.subkind),
        Referent::Organ(_, institution) => {
            context.gazetteer.institution(institution).map(|institution| institution.subkind)
        }
    };
    Mention {
        span: context.folded.to_original(candidate.span),
        kind: sense.kind,
        subkind,
        referent: sense.referent,
        form: sense.form,
        evidence,
        nested,
    }
}

fn refusal(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense, reason: Reason) -> Refusal {
    Refusal {
        span: context.folded.to_original(candidate.span),
        kind: sense.kind,
        referent: sense.referent,
        form: sense.form,
        reason,
    }
}
