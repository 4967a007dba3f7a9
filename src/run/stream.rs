//! Many inputs on all cores, their results in the order given. Memory is bounded by the number of jobs, not of
//! inputs: a batch is checked, handed over and forgotten before the next.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

/// Inputs in flight for each job: enough that a large draft does not leave the other cores idle.
const BATCH_FOR_EACH_JOB: usize = 8;

/// Applies `work` to every input, in parallel, and hands each result to `take` in the order of the inputs.
///
/// # Errors
/// The threads cannot be started, or what `take` returns.
pub fn in_order<I, T, E>(
    inputs: &[I],
    jobs: Option<usize>,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    I: Sync,
    T: Send,
    E: From<ThreadPoolBuildError>,
{
    // A single draft is the everyday case: starting threads would cost more than checking it.
    if inputs.len() <= 1 || jobs == Some(1) {
        return inputs.iter().try_for_each(|input| take(work(input)));
    }
    let pool = ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build()?;
    for batch in inputs.chunks(pool.current_num_threads() * BATCH_FOR_EACH_JOB) {
        let results: Vec<T> = pool.install(|| batch.par_iter().map(&work).collect());
        results.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_inputs() {
        let inputs: Vec<usize> = (0..500).collect();
        for jobs in [Some(1), Some(2), Some(7), None] {
            let mut taken = Vec::new();
            let result: Result<(), ThreadPoolBuildError> = in_order(
                &inputs,
                jobs,
                |input| input * 2,
                |output| {
                    taken.push(output);
                    Ok(())
                },
            );
            assert!(result.is_ok());
            assert!(taken.iter().enumerate().all(|(index, output)| *output == index * 2), "{jobs:?}");
        }
    }
}
