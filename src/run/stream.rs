//! Work on all cores, its results in the order of what was put in. Memory is bounded by the number of jobs, not of
//! inputs: the next input is taken only while those under way are few, and their bytes too.

use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Inputs under way for each job: enough that a large one does not leave the other cores idle.
const UNDER_WAY_FOR_EACH_JOB: usize = 8;

/// Bytes under way when another input is taken: one that is larger than this is under way with few others.
const BYTES_UNDER_WAY: u64 = 64 << 20;

/// Applies `work` to every input, in parallel, and hands each result to `take` in the order of the inputs, until that
/// has enough. `bytes` is what an input will weigh in memory. Inputs are asked for one by one, by whichever thread is
/// free.
///
/// # Errors
/// The threads cannot be started, or what `take` returns.
pub fn in_order<I, T, E>(
    mut inputs: impl Iterator<Item = I> + Send,
    jobs: Option<usize>,
    bytes: impl Fn(&I) -> u64 + Sync,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<ControlFlow<()>, E>,
) -> Result<(), E>
where
    I: Send,
    T: Send,
    E: From<ThreadPoolBuildError>,
{
    let Some(first) = inputs.next() else { return Ok(()) };
    // A single draft is the everyday case: starting threads would cost more than checking it.
    let second = if jobs == Some(1) { None } else { inputs.next() };
    if second.is_none() {
        for input in std::iter::once(first).chain(inputs) {
            if take(work(input))?.is_break() {
                break;
            }
        }
        return Ok(());
    }
    let pool = ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build()?;
    let workers = pool.current_num_threads();
    let belt = Belt {
        inputs: Mutex::new(std::iter::once(first).chain(second).chain(inputs).fuse()),
        state: Mutex::new(State { under_way: VecDeque::new(), first: 0, bytes: 0, end: None }),
        has_room: Condvar::new(),
        has_result: Condvar::new(),
        room: workers * UNDER_WAY_FOR_EACH_JOB,
    };
    pool.in_place_scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|_| belt.run(&bytes, &work));
        }
        let stop = Stop(&belt);
        while let Some(result) = belt.next_result() {
            if take(result)?.is_break() {
                break;
            }
        }
        drop(stop);
        Ok(())
    })
}

/// What workers and whoever takes the results share.
struct Belt<S, T> {
    inputs: Mutex<S>,
    state: Mutex<State<T>>,
    has_room: Condvar,
    has_result: Condvar,
    /// So many inputs may be under way.
    room: usize,
}

struct State<T> {
    /// Inputs taken whose results have not been handed over, in order, with their bytes.
    under_way: VecDeque<(u64, Option<T>)>,
    /// Number of the first of them.
    first: usize,
    bytes: u64,
    end: Option<End>,
}

/// Why no further input is taken.
#[derive(PartialEq, Eq)]
enum End {
    /// There is none.
    OutOfInputs,
    /// Nobody waits for results any more, or a worker has broken down.
    Stopped,
}

impl<S, T> Belt<S, T> {
    fn run<I>(&self, bytes: &impl Fn(&I) -> u64, work: &impl Fn(I) -> T)
    where
        S: Iterator<Item = I>,
    {
        let stop_when_panicking = Stop(self);
        while let Some((number, input)) = self.next_input(bytes) {
            let result = work(input);
            let mut state = self.state();
            let place = number - state.first;
            state.under_way[place].1 = Some(result);
            if place == 0 {
                self.has_result.notify_one();
            }
        }
        std::mem::forget(stop_when_panicking);
    }

    /// The next input and its number. The workers wait in a row: one for room or for the input to be read, the others
    /// for that one.
    fn next_input<I>(&self, bytes: &impl Fn(&I) -> u64) -> Option<(usize, I)>
    where
        S: Iterator<Item = I>,
    {
        let mut inputs = self.inputs.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |state: &mut State<T>| {
            state.end.is_none() && (state.under_way.len() >= self.room || state.bytes > BYTES_UNDER_WAY)
        };
        let state = self.has_room.wait_while(self.state(), is_full).unwrap_or_else(PoisonError::into_inner);
        if state.end.is_some() {
            return None;
        }
        drop(state);
        let Some(input) = inputs.next() else {
            self.state().end.get_or_insert(End::OutOfInputs);
            self.has_result.notify_one();
            return None;
        };
        let bytes = bytes(&input);
        let mut state = self.state();
        let number = state.first + state.under_way.len();
        state.under_way.push_back((bytes, None));
        state.bytes += bytes;
        Some((number, input))
    }

    /// The next result in order; `None` after the last.
    fn next_result(&self) -> Option<T> {
        let mut state = self.state();
        loop {
            if let Some((bytes, result)) = state.under_way.pop_front_if(|(_, result)| result.is_some()) {
                state.bytes -= bytes;
                state.first += 1;
                self.has_room.notify_one();
                return result;
            }
            match state.end {
                Some(End::Stopped) => return None,
                Some(End::OutOfInputs) if state.under_way.is_empty() => return None,
                _ => state = self.has_result.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Nothing that can panic is done under this lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stops the belt when it goes: at the end, at an error, and when something panics, so that nobody waits forever.
struct Stop<'a, S, T>(&'a Belt<S, T>);

impl<S, T> Drop for Stop<'_, S, T> {
    fn drop(&mut self) {
        self.0.state().end = Some(End::Stopped);
        self.0.has_room.notify_all();
        self.0.has_result.notify_all();
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    /// Runs over these numbers, doubling each; a result of `enough` is the last one taken.
    fn doubled(inputs: usize, jobs: Option<usize>, enough: usize) -> Vec<usize> {
        let mut taken = Vec::new();
        let result: Result<(), ThreadPoolBuildError> = in_order(
            0..inputs,
            jobs,
            |_| 1,
            |input| input * 2,
            |output| {
                taken.push(output);
                Ok(if output == enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        );
        assert!(result.is_ok());
        taken
    }

    #[test]
    fn the_order_is_that_of_the_inputs() {
        for inputs in [0, 1, 2, 500] {
            for jobs in [Some(1), Some(2), Some(7), None] {
                let expected: Vec<usize> = (0..inputs).map(|input| input * 2).collect();
                assert_eq!(doubled(inputs, jobs, usize::MAX), expected, "{jobs:?}");
            }
        }
    }

    #[test]
    fn nothing_is_handed_over_after_enough() {
        for jobs in [Some(1), Some(2), None] {
            assert_eq!(doubled(500, jobs, 60).len(), 31, "{jobs:?}");
        }
    }

    #[test]
    fn an_error_of_whoever_takes_ends_the_run() {
        enum Error {
            Taken,
            Threads,
        }
        impl From<ThreadPoolBuildError> for Error {
            fn from(_: ThreadPoolBuildError) -> Self {
                Error::Threads
            }
        }
        let result = in_order(0..500, Some(3), |_| 1, |input| input, |_| Err(Error::Taken));
        assert!(matches!(result, Err(Error::Taken)));
    }

    /// The most inputs that were under way at once, of `inputs` with so many bytes each, when whoever takes is slow.
    fn most_under_way(inputs: usize, bytes: u64) -> usize {
        let (taken, handed_over, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let result: Result<(), ThreadPoolBuildError> = in_order(
            (0..inputs).inspect(|_| {
                let taken = taken.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(taken - handed_over.load(Ordering::SeqCst), Ordering::SeqCst);
            }),
            Some(2),
            |_| bytes,
            |input| input,
            |_| {
                std::thread::sleep(Duration::from_micros(200));
                handed_over.fetch_add(1, Ordering::SeqCst);
                Ok(ControlFlow::Continue(()))
            },
        );
        assert!(result.is_ok());
        most.into_inner()
    }

    #[test]
    fn what_is_under_way_is_bounded_by_number_and_by_bytes() {
        assert!(most_under_way(300, 1) <= 2 * UNDER_WAY_FOR_EACH_JOB + 1);
        // Two are asked for before there is a worker.
        assert!(most_under_way(100, BYTES_UNDER_WAY + 1) <= 3);
    }

    #[test]
    fn a_panic_in_a_worker_ends_the_run_and_is_not_lost() {
        let run = || -> Result<(), ThreadPoolBuildError> {
            in_order(
                0..200,
                Some(2),
                |_| 1,
                |input| assert!(input != 100, "broken"),
                |()| Ok(ControlFlow::Continue(())),
            )
        };
        assert!(std::panic::catch_unwind(run).is_err());
    }

    #[test]
    fn a_panic_of_whoever_takes_ends_the_run() {
        let run = || -> Result<(), ThreadPoolBuildError> {
            in_order(0..200, Some(2), |_| 1, |input| input, |input| panic!("{input}"))
        };
        assert!(std::panic::catch_unwind(run).is_err());
    }

    #[test]
    fn inputs_may_be_lent_and_gone_on_with() {
        let mut inputs = 0..100;
        let result: Result<(), ThreadPoolBuildError> = in_order(
            inputs.by_ref(),
            Some(1),
            |_| 1,
            |input| input,
            |input| Ok(if input == 9 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }),
        );
        assert!(result.is_ok());
        assert_eq!(inputs.next().unwrap(), 10);
    }
}
