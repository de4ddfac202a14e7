//! When which feed is read. No clock and no network here: times come in as spans since the start.
//!
//! A host is asked one thing at a time, with a pause between; a feed waits for its interval and up to a tenth more, after
//! failures for twice as long each time; who asks to be left alone is left alone with all feeds of that host. Of the feeds
//! that are due the one comes first that has been due longest. An answer that takes too long is given up.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use diglot::text::stable_hash;

use super::Address;

/// Hosts that are asked side by side.
const AT_ONCE: usize = 8;

/// Between two requests to a host.
const HOST_PAUSE: Duration = Duration::from_secs(1);

/// How long feeds wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waits {
    pub(super) interval: Duration,
    /// The longest wait after failures, if it is longer than the interval.
    pub(super) max_backoff: Duration,
    /// Every feed is read once.
    pub(super) once: bool,
    /// The longest that an answer may take to come and to be read.
    pub(super) answer: Duration,
    /// What the waits of this process differ by from those of others.
    pub(super) seed: u64,
}

/// What is to be done next. Feeds are numbered as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Ask for this feed, and say how it went with [`Schedule::finish`].
    Ask(usize),
    /// This feed is not read in the only round: its host wants to be left alone so long.
    PassOver(usize, Duration),
    /// The answer of this feed takes too long: say so with [`Schedule::finish`].
    GiveUp(usize),
    /// Nothing before so long, unless an answer comes.
    Wait(Duration),
    /// Nothing before an answer comes.
    WaitForAnswer,
    /// All done.
    End,
}

#[derive(Debug)]
struct Feed {
    /// What its waits differ by from those of others.
    seed: u64,
    host: usize,
    due: Duration,
    /// In a row.
    failures: u32,
    rounds: u64,
    state: FeedState,
    /// Its answer was given up and is still being read: until that ends it is not asked again.
    given_up: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FeedState {
    Waiting,
    /// Its answer is given up then.
    Asked(Duration),
    Done,
}

#[derive(Debug, Default)]
struct Host {
    asked: bool,
    /// When it may be asked again.
    free: Duration,
    /// It said itself that it wants to be left alone until then.
    wished: bool,
}

/// The feeds and when they are due.
#[derive(Debug)]
pub(super) struct Schedule {
    waits: Waits,
    feeds: Vec<Feed>,
    hosts: Vec<Host>,
}

impl Schedule {
    pub(super) fn new(addresses: &[Address], waits: Waits) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let feed = |address: &Address| {
            let next = numbers.len();
            Feed {
                seed: waits.seed ^ stable_hash(address.as_str().as_bytes()),
                host: *numbers.entry(address.host()).or_insert(next),
                due: Duration::ZERO,
                failures: 0,
                rounds: 0,
                state: FeedState::Waiting,
                given_up: false,
            }
        };
        let feeds = addresses.iter().map(feed).collect();
        Schedule { waits, feeds, hosts: numbers.iter().map(|_| Host::default()).collect() }
    }

    /// What to do at this time.
    pub(super) fn next(&mut self, now: Duration) -> Step {
        let (until, slowest) = self.slowest().unzip();
        if let (Some(number), true) = (slowest, until.is_some_and(|until| until <= now)) {
            return self.give_up(number);
        }
        let mut first: Option<(Duration, Duration, usize)> = None;
        for (number, feed) in self.feeds.iter().enumerate().filter(|(_, feed)| feed.waits()) {
            let Some(host) = self.hosts.get(feed.host).filter(|host| !host.asked) else { continue };
            let time = feed.due.max(host.free);
            if self.waits.once && host.wished && time > now {
                return self.pass_over(number, time - now);
            }
            let place = (time.max(now), feed.due, number);
            if first.is_none_or(|earliest| place < earliest) {
                first = Some(place);
            }
        }
        let free = self.hosts.iter().filter(|host| host.asked).count() < AT_ONCE;
        match (first.filter(|_| free), until) {
            (Some((time, _, number)), _) if time <= now => self.ask(number, now),
            (Some((time, ..)), until) => Step::Wait(until.map_or(time, |until| until.min(time)) - now),
            (None, Some(until)) => Step::Wait(until - now),
            (None, None) if self.feeds.iter().any(|feed| feed.state != FeedState::Done) => Step::WaitForAnswer,
            (None, None) => Step::End,
        }
    }

    /// The answer that is given up first, and when.
    fn slowest(&self) -> Option<(Duration, usize)> {
        let asked = self.feeds.iter().enumerate().filter_map(|(number, feed)| match feed.state {
            FeedState::Asked(until) => Some((until, number)),
            _ => None,
        });
        asked.min()
    }

    fn give_up(&mut self, number: usize) -> Step {
        if let Some(feed) = self.feeds.get_mut(number) {
            feed.given_up = true;
        }
        Step::GiveUp(number)
    }

    /// An answer has come. Says whether it counts: one that was given up does not.
    pub(super) fn answered(&mut self, number: usize) -> bool {
        self.feeds.get_mut(number).is_some_and(|feed| !std::mem::take(&mut feed.given_up))
    }

    fn pass_over(&mut self, number: usize, pause: Duration) -> Step {
        if let Some(feed) = self.feeds.get_mut(number) {
            feed.state = FeedState::Done;
        }
        Step::PassOver(number, pause)
    }

    fn ask(&mut self, number: usize, now: Duration) -> Step {
        if let Some(feed) = self.feeds.get_mut(number) {
            feed.state = FeedState::Asked(now + self.waits.answer);
            if let Some(host) = self.hosts.get_mut(feed.host) {
                host.asked = true;
            }
        }
        Step::Ask(number)
    }

    /// A host wants to be left alone for so long, says one of its feeds.
    pub(super) fn leave_alone(&mut self, number: usize, now: Duration, pause: Duration) {
        if let Some(host) = self.feeds.get(number).and_then(|feed| self.hosts.get_mut(feed.host)) {
            host.free = host.free.max(now + pause);
            host.wished = true;
        }
    }

    /// Takes in that a feed has been read, well or not, and how long its host wants to be left alone. Says when the feed is
    /// due again, if it is.
    pub(super) fn finish(
        &mut self,
        number: usize,
        now: Duration,
        well: bool,
        pause: Option<Duration>,
    ) -> Option<Duration> {
        let waits = self.waits;
        let feed = self.feeds.get_mut(number)?;
        feed.failures = if well { 0 } else { feed.failures.saturating_add(1) };
        feed.rounds += 1;
        feed.state = if waits.once { FeedState::Done } else { FeedState::Waiting };
        let wait = waits.after(feed);
        feed.due = now + wait;
        if let Some(host) = self.hosts.get_mut(feed.host) {
            (host.asked, host.free, host.wished) = (false, now + HOST_PAUSE, false);
        }
        if let Some(pause) = pause {
            self.leave_alone(number, now, pause);
        }
        (!waits.once).then_some(wait.max(pause.unwrap_or_default()))
    }
}

impl Feed {
    fn waits(&self) -> bool {
        self.state == FeedState::Waiting && !self.given_up
    }
}

/// The host with the most feeds and their number, if they are too many to ask each of them once in an interval.
pub(super) fn crowded(addresses: &[Address], interval: Duration) -> Option<(String, u32)> {
    let mut feeds: BTreeMap<String, u32> = BTreeMap::new();
    addresses.iter().for_each(|address| *feeds.entry(address.host()).or_default() += 1);
    let most = feeds.into_iter().max_by_key(|(_, feeds)| *feeds)?;
    (HOST_PAUSE * most.1 > interval).then_some(most)
}

impl Waits {
    /// Until a feed is read again.
    fn after(&self, feed: &Feed) -> Duration {
        let longest = self.max_backoff.max(self.interval);
        let factor = 1_u32.checked_shl(feed.failures).unwrap_or(u32::MAX);
        let wait = self.interval.saturating_mul(factor).min(longest);
        wait + wait / 10_000 * self.jitter(feed)
    }

    /// Ten-thousandths of a wait that are added to it: up to a tenth.
    fn jitter(&self, feed: &Feed) -> u32 {
        let drawn = stable_hash(&(feed.seed ^ feed.rounds.rotate_left(32)).to_le_bytes());
        u32::try_from((drawn >> 32) % 1001).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn schedule(addresses: &[&str], once: bool) -> Schedule {
        let addresses: Vec<Address> = addresses.iter().map(|typed| Address::parse(typed).expect(typed)).collect();
        Schedule::new(
            &addresses,
            Waits { interval: 10 * MINUTE, max_backoff: 60 * MINUTE, once, answer: MINUTE, seed: 7 },
        )
    }

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_host_is_asked_one_thing_at_a_time() {
        let mut schedule = schedule(&["http://a.example/1", "http://a.example/2", "http://b.example/"], true);
        assert_eq!(schedule.next(at(0)), Step::Ask(0));
        assert_eq!(schedule.next(at(0)), Step::Ask(2));
        assert_eq!(schedule.next(at(0)), Step::Wait(MINUTE), "for an answer");
        schedule.finish(0, at(3), true, None);
        assert_eq!(schedule.next(at(3)), Step::Wait(HOST_PAUSE));
        assert_eq!(schedule.next(at(4)), Step::Ask(1));
        schedule.finish(1, at(5), true, None);
        schedule.finish(2, at(5), false, None);
        assert_eq!(schedule.next(at(5)), Step::End, "a single round");
    }

    #[test]
    fn no_feed_starves_where_the_interval_is_too_short() {
        let feeds: Vec<String> = (0..30).map(|number| format!("http://a.example/{number}")).collect();
        let feeds: Vec<&str> = feeds.iter().map(String::as_str).collect();
        let mut schedule = schedule(&feeds, false);
        schedule.waits.interval = at(10);
        let mut asked = [0; 30];
        let mut now = Duration::ZERO;
        while now < at(300) {
            match schedule.next(now) {
                Step::Ask(number) => {
                    asked[number] += 1;
                    schedule.finish(number, now, true, None);
                }
                Step::Wait(wait) => now += wait,
                step => panic!("{step:?}"),
            }
        }
        assert!(asked.iter().all(|&times| (9..=11).contains(&times)), "{asked:?}");
        let addresses: Vec<Address> = feeds.iter().map(|typed| Address::parse(typed).expect("one")).collect();
        assert_eq!(crowded(&addresses, at(29)), Some(("a.example:80".to_owned(), 30)));
        assert_eq!(crowded(&addresses, at(30)), None);
    }

    #[test]
    fn a_slow_answer_is_given_up_and_its_feed_left_alone_while_it_is_read() {
        let mut schedule = schedule(&["http://a.example/", "http://b.example/"], false);
        assert_eq!((schedule.next(at(0)), schedule.next(at(0))), (Step::Ask(0), Step::Ask(1)));
        assert!(schedule.answered(1));
        schedule.finish(1, at(1), true, None);
        assert_eq!(schedule.next(at(1)), Step::Wait(at(59)));
        assert_eq!(schedule.next(at(60)), Step::GiveUp(0));
        schedule.finish(0, at(60), false, None);
        assert_eq!(schedule.next(at(10_000)), Step::Ask(1), "the others go on");
        assert!(schedule.answered(1));
        schedule.finish(1, at(10_001), true, None);
        assert!(matches!(schedule.next(at(10_001)), Step::Wait(wait) if wait >= 10 * MINUTE), "for the other");
        assert!(!schedule.answered(0), "too late");
        assert_eq!(schedule.next(at(10_002)), Step::Ask(0));
    }

    #[test]
    fn few_hosts_are_asked_side_by_side() {
        let addresses: Vec<String> = (0..20).map(|number| format!("http://{number}.example/")).collect();
        let mut schedule = schedule(&addresses.iter().map(String::as_str).collect::<Vec<_>>(), true);
        let asked = (0..20).take_while(|_| matches!(schedule.next(at(0)), Step::Ask(_))).count();
        assert_eq!(asked, AT_ONCE);
        schedule.finish(3, at(1), true, None);
        assert_eq!(schedule.next(at(1)), Step::Ask(8));
    }

    #[test]
    fn waits_are_the_interval_and_up_to_a_tenth() {
        let mut waits = Vec::new();
        let mut schedule = schedule(&["http://a.example/", "http://b.example/"], false);
        for round in 0..50 {
            let now = at(round * 1000);
            for feed in 0..2 {
                waits.push(schedule.finish(feed, now, true, None).expect("another round"));
            }
        }
        assert!(waits.iter().all(|wait| (10 * MINUTE..=11 * MINUTE).contains(wait)), "{waits:?}");
        waits.sort();
        waits.dedup();
        assert!(waits.len() > 80, "they differ");
        let mean = waits.iter().sum::<Duration>() / u32::try_from(waits.len()).expect("few");
        assert!((at(620)..at(640)).contains(&mean), "{mean:?}");
    }

    #[test]
    fn the_same_seed_gives_the_same_waits() {
        let wait = || schedule(&["http://a.example/"], false).finish(0, at(0), true, None);
        assert_eq!(wait(), wait());
    }

    #[test]
    fn failures_double_the_wait_up_to_the_longest() {
        let mut schedule = schedule(&["http://a.example/"], false);
        let mut minutes = |well| schedule.finish(0, at(0), well, None).expect("another round").as_secs_f64() / 60.0;
        for expected in [20.0, 40.0, 60.0, 60.0] {
            let wait = minutes(false);
            assert!((expected..=expected * 1.1).contains(&wait), "{wait} for {expected}");
        }
        for _ in 0..100 {
            assert!(minutes(false) <= 66.0, "no overflow");
        }
        assert!(minutes(true) <= 11.0, "all is well again");
    }

    #[test]
    fn who_asks_to_be_left_alone_is_left_alone() {
        let feeds = ["http://a.example/1", "http://a.example/2", "http://b.example/"];
        let mut following = schedule(&feeds, false);
        assert_eq!(following.next(at(0)), Step::Ask(0));
        let wait = following.finish(0, at(1), false, Some(120 * MINUTE)).expect("another round");
        assert_eq!(wait, 120 * MINUTE, "longer than the longest wait of our own");
        assert_eq!(following.next(at(1)), Step::Ask(2));
        following.finish(2, at(2), true, None);
        assert!(matches!(following.next(at(2)), Step::Wait(wait) if wait > 10 * MINUTE), "b, long before a");
        assert_eq!(following.next(at(1) + 120 * MINUTE), Step::Ask(1), "due longest");
        assert_eq!(following.next(at(1) + 120 * MINUTE), Step::Ask(2));

        let mut once = schedule(&feeds, true);
        assert_eq!(once.next(at(0)), Step::Ask(0));
        once.finish(0, at(1), false, Some(MINUTE));
        assert_eq!(once.next(at(1)), Step::PassOver(1, MINUTE));
        assert_eq!(once.next(at(1)), Step::Ask(2));
    }
}
