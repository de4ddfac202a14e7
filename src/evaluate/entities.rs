//! Mentions: exact and overlapping spans by kind, sorts of organisations, distinct entities, texts wholly right; and, where
//! gold and found both name entities, linking ([`super::linking`]) and agreement of translations ([`super::parallel`]).

use std::collections::{BTreeMap, HashSet};

use super::Layer;
use super::errors::{Errors, What};
use super::linking::{Linking, Pair};
use super::parallel;
use super::report::{Report, Section, Value};
use super::sample::{Marks, Named, Sample};
use super::tally::{f1, round, share};
use crate::Span;
use crate::gazetteer::Kind;

/// Sorts of organisations that act in politics.
const POLITICAL: [&str; 4] = ["igo", "government", "party", "military"];

/// Counts of one group and kind.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    gold: usize,
    found: usize,
    right: usize,
    /// Gold mentions that a found one overlaps, and the other way round.
    gold_touched: usize,
    found_touched: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
        self.gold_touched += other.gold_touched;
        self.found_touched += other.found_touched;
    }

    fn values(self) -> Vec<(&'static str, Value)> {
        let (p, r) = (share(self.right, self.found), share(self.right, self.gold));
        let lenient = f1(share(self.found_touched, self.found), share(self.gold_touched, self.gold));
        vec![
            ("gold", Value::Count(self.gold)),
            ("found", Value::Count(self.found)),
            ("right", Value::Count(self.right)),
            ("p", Value::rounded(p)),
            ("r", Value::rounded(r)),
            ("f1", Value::rounded(f1(p, r))),
            ("lenient_f1", Value::rounded(lenient)),
        ]
    }
}

/// How many of how many.
type Of = (usize, usize);

#[derive(Default)]
struct Scorer {
    counts: BTreeMap<String, Counts>,
    sorts: BTreeMap<String, Of>,
    texts: BTreeMap<String, Of>,
    distinct: BTreeMap<String, BTreeMap<String, bool>>,
    linking: Linking,
    errors: Errors,
}

pub(super) fn score(samples: &[Sample], found: &[Marks]) -> Report {
    let mut scorer = Scorer::default();
    let pairs = || samples.iter().zip(found);
    for (sample, found) in pairs() {
        let (gold, found) = sides(sample, found);
        scorer.sample(sample, &gold, &found);
    }
    for (sample, found) in pairs() {
        let (gold, found) = sides(sample, found);
        scorer.whole(sample, &gold, &found);
    }
    let (crosslingual, same_id) = parallel::agreement(samples, found);
    let political = POLITICAL.iter().filter_map(|sort| scorer.sorts.get(*sort));
    let political = political.fold((0, 0), |(hit, all), (more, many)| (hit + more, all + many));
    let linking = [
        ("linking", scorer.linking.right()),
        ("crosslingual", crosslingual),
        ("same_id", same_id),
        ("political_org_recall", political),
    ];
    let linking: BTreeMap<String, Of> = linking.into_iter().map(|(name, of)| (name.to_owned(), of)).collect();
    let distinct = scorer
        .distinct
        .iter()
        .map(|(group, entities)| (group.clone(), (entities.values().filter(|hit| **hit).count(), entities.len())));
    let mentions = scorer.counts.iter().map(|(group, counts)| (group.clone(), counts.values())).collect();
    let sections = vec![
        Section { name: "mentions", rows: mentions },
        of_section("organisations", &scorer.sorts),
        of_section("entities", &distinct.collect()),
        of_section("texts", &scorer.texts),
        of_section("identity", &linking),
    ];
    Report { layer: Layer::Entities, texts: samples.len(), sections, errors: scorer.errors.sorted() }
}

/// Rows of `right`, `of` and their share.
fn of_section(name: &'static str, rows: &BTreeMap<String, Of>) -> Section {
    let values = |&(right, of): &Of| {
        let share = (of > 0).then(|| round(share(right, of), 4));
        vec![("right", Value::Count(right)), ("of", Value::Count(of)), ("share", Value::Share(share))]
    };
    Section { name, rows: rows.iter().map(|(group, of)| (group.clone(), values(of))).collect() }
}

/// Mentions by kind and place: the last of several at one place counts.
type Side<'a> = BTreeMap<(Kind, Span), &'a Named>;

/// Gold and found of a sample, without what is optional.
pub(super) fn sides<'a>(sample: &'a Sample, found: &'a Marks) -> (Side<'a>, Side<'a>) {
    let side = |marks: &'a Marks| -> Side<'a> {
        let mentions = marks.mentions.iter().flatten();
        mentions.map(|mention| ((mention.kind, mention.span), mention)).collect()
    };
    let mut found = side(found);
    found.retain(|(_, span), _| !sample.marks.optional.contains(span));
    (side(&sample.marks), found)
}

impl Scorer {
    fn sample(&mut self, sample: &Sample, gold: &Side<'_>, found: &Side<'_>) {
        for kind in Kind::ALL {
            let ours: Vec<&Named> = gold.values().copied().filter(|mention| mention.kind == kind).collect();
            let theirs: Vec<&Named> = found.values().copied().filter(|mention| mention.kind == kind).collect();
            let counts = count(&ours, &theirs);
            for group in groups(sample) {
                self.counts.entry(format!("{group}/{}", kind.as_str())).or_default().add(counts);
                self.counts.entry(format!("{group}/mentions")).or_default().add(counts);
            }
        }
        for (place, mention) in gold {
            let hit = found.get(place);
            self.gold_mention(sample, mention, hit.is_some());
            if let Some(pair) = hit.and_then(|hit| Pair::new(mention, hit)) {
                self.linking.add(pair);
            }
        }
        for (place, mention) in found.iter().filter(|(place, _)| !gold.contains_key(*place)) {
            let described = describe(mention, place.1.of(&sample.text));
            self.errors.add(What::False, String::new(), described, &sample.text, place.1);
        }
    }

    fn gold_mention(&mut self, sample: &Sample, mention: &Named, hit: bool) {
        if let Some(entity) = &mention.entity {
            let group = match sample.group.as_str() {
                "" => mention.kind.as_str().to_owned(),
                group => format!("{group}/{}", mention.kind.as_str()),
            };
            *self.distinct.entry(group).or_default().entry(entity.clone()).or_default() |= hit;
        }
        if let (Kind::Organisation, Some(sort)) = (mention.kind, &mention.sort) {
            let (right, of) = self.sorts.entry(sort.clone()).or_default();
            (*right, *of) = (*right + usize::from(hit), *of + 1);
        }
        if !hit {
            let described = describe(mention, mention.span.of(&sample.text));
            self.errors.add(What::Missed, described, String::new(), &sample.text, mention.span);
        }
    }

    /// Whether a text is right as a whole: the same places and kinds, every entity linked.
    fn whole(&mut self, sample: &Sample, gold: &Side<'_>, found: &Side<'_>) {
        let mut linked = true;
        for (place, mention) in gold {
            let Some(pair) = found.get(place).and_then(|hit| Pair::new(mention, hit)) else { continue };
            if !self.linking.holds(&pair) {
                linked = false;
                let surface = place.1.of(&sample.text);
                let (ours, theirs) = (format!("{surface} = {}", pair.gold), pair.found.to_owned());
                self.errors.add(What::WrongEntity, ours, theirs, &sample.text, place.1);
            }
        }
        let right = linked && gold.keys().eq(found.keys());
        for group in groups(sample) {
            let (whole, of) = self.texts.entry(group.to_owned()).or_default();
            (*whole, *of) = (*whole + usize::from(right), *of + 1);
        }
    }
}

fn groups(sample: &Sample) -> impl Iterator<Item = &str> {
    [sample.group.as_str(), "all"].into_iter().filter(|group| !group.is_empty())
}

fn count(gold: &[&Named], found: &[&Named]) -> Counts {
    let places: HashSet<Span> = found.iter().map(|mention| mention.span).collect();
    let touched = |mentions: &[&Named], others: &[&Named]| {
        mentions.iter().filter(|mention| others.iter().any(|other| mention.span.overlaps(other.span))).count()
    };
    Counts {
        gold: gold.len(),
        found: found.len(),
        right: gold.iter().filter(|mention| places.contains(&mention.span)).count(),
        gold_touched: touched(gold, found),
        found_touched: touched(found, gold),
    }
}

/// `新華社 organisation/media = Xinhua`.
fn describe(mention: &Named, surface: &str) -> String {
    let sort = mention.sort.as_deref().filter(|sort| *sort != "-").map(|sort| format!("/{sort}"));
    let entity = mention.entity.as_deref().map(|entity| format!(" = {entity}"));
    let surface = super::errors::shortened(surface);
    format!("{surface} {}{}{}", mention.kind.as_str(), sort.unwrap_or_default(), entity.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(start: usize, end: usize, kind: Kind, entity: &str) -> Named {
        Named { span: Span::new(start, end), kind, sort: None, entity: Some(entity.to_owned()) }
    }

    fn marks(mentions: Vec<Named>) -> Marks {
        Marks { mentions: Some(mentions), ..Marks::default() }
    }

    fn sample(gold: Vec<Named>, optional: Vec<Span>) -> Sample {
        let marks = Marks { optional, ..marks(gold) };
        Sample { group: "x".to_owned(), text: "abcdefghij".to_owned(), marks, ..Sample::default() }
    }

    #[test]
    fn exact_and_overlapping_spans_are_counted_by_kind() {
        let gold = vec![named(0, 2, Kind::Leader, "A"), named(3, 5, Kind::Nation, "B"), named(6, 8, Kind::Nation, "C")];
        let found =
            vec![named(0, 2, Kind::Leader, "a"), named(3, 6, Kind::Nation, "b"), named(9, 10, Kind::Nation, "c")];
        let report = score(&[sample(gold, Vec::new())], &[marks(found)]);
        let figure = |group: &str, name: &str| report.figure("mentions", group, name).unwrap();
        assert_eq!(
            (figure("x/leader", "f1"), figure("x/nation", "f1"), figure("all/mentions", "p")),
            (1.0, 0.0, 0.3333)
        );
        assert_eq!(figure("all/nation", "lenient_f1"), 0.5);
        assert_eq!(report.figure("texts", "all", "right"), Some(0.0));
        assert_eq!(report.figure("entities", "x/nation", "of"), Some(2.0));
        let missed: Vec<&str> = report.errors.iter().map(|error| error.gold.as_str()).collect();
        assert_eq!(missed, ["de nation = B", "gh nation = C", "", ""]);
        assert_eq!(report.errors[0].context, "abc[de]fghij");
    }

    #[test]
    fn what_is_optional_counts_neither_way() {
        let found = vec![named(0, 2, Kind::Leader, "a"), named(4, 5, Kind::Leader, "b")];
        let gold = sample(vec![named(0, 2, Kind::Leader, "A")], vec![Span::new(4, 5)]);
        let report = score(&[gold], &[marks(found)]);
        assert_eq!(report.figure("texts", "all", "right"), Some(1.0));
        assert_eq!(report.figure("mentions", "all/leader", "found"), Some(1.0));
    }

    #[test]
    fn a_text_with_a_wrong_entity_is_not_right() {
        let gold = vec![named(0, 2, Kind::Leader, "A"), named(3, 5, Kind::Leader, "A"), named(6, 8, Kind::Leader, "A")];
        let found =
            vec![named(0, 2, Kind::Leader, "a"), named(3, 5, Kind::Leader, "a"), named(6, 8, Kind::Leader, "z")];
        let report = score(&[sample(gold, Vec::new())], &[marks(found)]);
        assert_eq!(report.figure("mentions", "all/leader", "f1"), Some(1.0));
        assert_eq!(report.figure("texts", "all", "right"), Some(0.0));
        assert_eq!(report.figure("identity", "linking", "right"), Some(2.0));
        assert_eq!(report.errors[0].what, What::WrongEntity);
    }
}
