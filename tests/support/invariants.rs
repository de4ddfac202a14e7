//! What holds of every analysis, whatever the text: asserted by the property tests, the run over the samples and the fuzz
//! targets alike.

use diglot::gazetteer::Gazetteer;
use diglot::resolve::{Code, Referent};
use diglot::text::{OffsetIndex, OffsetUnit};
use diglot::{Analysis, Mention, Span};

/// Every unit that an output can count in.
pub const UNITS: [OffsetUnit; 3] = [OffsetUnit::Char, OffsetUnit::Byte, OffsetUnit::Utf16];

/// Asserts all invariants of an analysis that was made with all layers and `gazetteer`.
pub fn check(analysis: &Analysis<'_>, gazetteer: &Gazetteer) {
    spans(analysis);
    sentences(analysis);
    tokens(analysis);
    shares(analysis);
    mentions(analysis, gazetteer);
    refused(analysis, gazetteer);
    offsets(analysis);
}

/// Spans follow each other without gap from the first byte to the last, and none is empty.
fn assert_covers(text: &str, spans: impl Iterator<Item = Span>, what: &str) {
    let mut end = 0;
    for span in spans {
        assert_eq!(span.start, end, "{what} leave a gap or overlap in {text:?}");
        assert_on_boundaries(text, span, what);
        end = span.end;
    }
    assert_eq!(end, text.len(), "{what} end before {text:?} does");
}

fn assert_on_boundaries(text: &str, span: Span, what: &str) {
    assert!(!span.is_empty(), "{what}: an empty span at {} of {text:?}", span.start);
    assert!(text.get(span.start..span.end).is_some(), "{what}: {span:?} cuts a character of {text:?}");
}

fn spans(analysis: &Analysis<'_>) {
    assert_covers(&analysis.document.text, analysis.spans.iter().map(|span| span.span), "language spans");
    for pair in analysis.spans.windows(2) {
        assert_ne!(pair[0].language, pair[1].language, "neighbours of one language are one span");
    }
}

fn sentences(analysis: &Analysis<'_>) {
    assert_covers(&analysis.document.text, analysis.sentences.iter().map(|sentence| sentence.span), "sentences");
}

/// Tokens and the blanks between them give the text back, and each lies in one language span, whose language it has.
fn tokens(analysis: &Analysis<'_>) {
    let text = analysis.document.text.as_str();
    let mut end = 0;
    let mut spans = analysis.spans.iter().peekable();
    for token in &analysis.tokens {
        assert_on_boundaries(text, token.span, "token");
        assert_blank(text, end, token.span.start);
        let surface = &text[token.span.start..token.span.end];
        assert!(!surface.trim().is_empty(), "a token of {text:?} is blank");
        while spans.next_if(|span| span.span.end <= token.span.start).is_some() {}
        let span = spans.peek().expect("spans cover the text");
        assert!(span.span.contains(token.span), "token {surface:?} crosses a language boundary in {text:?}");
        assert_eq!(token.language, span.language, "token {surface:?} and its span differ in {text:?}");
        end = token.span.end;
    }
    assert_blank(text, end, text.len());
}

fn assert_blank(text: &str, start: usize, end: usize) {
    let between = text.get(start..end).unwrap_or_else(|| panic!("tokens overlap before {end} in {text:?}"));
    assert!(between.trim().is_empty(), "{between:?} is in no token of {text:?}");
}

fn shares(analysis: &Analysis<'_>) {
    let shares = &analysis.language.shares;
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    assert!(shares.is_empty() || (sum - 1.0).abs() < 1e-9, "shares add up to {sum}");
    assert!(shares.is_sorted_by(|(_, left), (_, right)| left >= right), "shares: the largest comes first");
}

/// Mentions are sorted; the outer ones are disjoint, each nested one lies in the outer one before it; all refer to
/// something that the gazetteer knows, with evidence that speaks for them.
fn mentions(analysis: &Analysis<'_>, gazetteer: &Gazetteer) {
    let text = analysis.document.text.as_str();
    let mut outer: Option<&Mention> = None;
    for mention in &analysis.mentions {
        assert_on_boundaries(text, mention.span, "mention");
        match outer {
            Some(outer) if mention.nested => {
                assert!(outer.span.contains(mention.span), "a nested mention reaches out of its outer one in {text:?}");
            }
            Some(outer) => assert!(outer.span.end <= mention.span.start, "mentions overlap or go back in {text:?}"),
            None => assert!(!mention.nested, "a nested mention without an outer one in {text:?}"),
        }
        if !mention.nested {
            outer = Some(mention);
        }
        assert_known(gazetteer, mention);
        assert!(!mention.evidence.is_empty(), "a mention without evidence in {text:?}");
        for reason in &mention.evidence {
            assert!(reason.code.speaks_for(), "{reason} is no evidence in {text:?}");
        }
    }
}

fn assert_known(gazetteer: &Gazetteer, mention: &Mention) {
    let description = gazetteer.describe(mention.referent).expect("mentions refer to what the gazetteer knows");
    assert_eq!((description.kind, description.subkind), (mention.kind, mention.subkind), "{}", description.id);
    match mention.referent {
        Referent::Entity(_) => assert!(gazetteer.get(&description.id).is_some(), "{}", description.id),
        Referent::Organ(..) => {
            let composed = gazetteer.institutions().iter().any(|institution| {
                let nation = description.id.strip_suffix(&institution.id).and_then(|head| head.strip_suffix('-'));
                nation.is_some_and(|nation| gazetteer.get(nation).is_some())
            });
            assert!(composed, "{} is no <nation>-<institution>", description.id);
        }
    }
}

fn refused(analysis: &Analysis<'_>, gazetteer: &Gazetteer) {
    let text = analysis.document.text.as_str();
    assert!(analysis.refused.is_sorted_by_key(|refusal| refusal.span), "refused candidates of {text:?} are not sorted");
    for refusal in &analysis.refused {
        assert_on_boundaries(text, refusal.span, "refused candidate");
        assert!(!refusal.reason.code.speaks_for(), "{} is no reason to refuse, in {text:?}", refusal.reason);
        assert!(Code::ALL.contains(&refusal.reason.code));
        assert!(gazetteer.describe(refusal.referent).is_some(), "a refused candidate that refers to nothing");
    }
}

/// Offsets of every unit lead back to the byte that they came from, and slice the surface out of the text.
fn offsets(analysis: &Analysis<'_>) {
    let text = analysis.document.text.as_str();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    for unit in UNITS {
        let index = OffsetIndex::new(text, unit);
        let tokens = analysis.tokens.iter().map(|token| token.span);
        let mentions = analysis.mentions.iter().map(|mention| mention.span);
        for span in tokens.chain(mentions).take(400) {
            let (start, end) = (index.offset(span.start), index.offset(span.end));
            assert_eq!((index.byte(start), index.byte(end)), (span.start, span.end), "{unit} and back in {text:?}");
            let surface = &text[span.start..span.end];
            match unit {
                OffsetUnit::Char => assert!(text.chars().skip(start).take(end - start).eq(surface.chars())),
                OffsetUnit::Byte => assert_eq!(&text[start..end], surface),
                OffsetUnit::Utf16 => assert!(utf16[start..end].iter().copied().eq(surface.encode_utf16())),
            }
        }
    }
}
