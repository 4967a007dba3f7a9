//! A number of places that threads wait for, and a number of bytes that all of them share.

use super::message::{Excess, Room};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

/// Places; who finds none waits until one is left.
#[derive(Debug)]
pub struct Slots {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A place that is left when this is dropped.
#[derive(Debug)]
pub struct Slot<'s>(&'s Slots);

impl Slots {
    /// So many places, at least one.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { free: Mutex::new(count.max(1)), freed: Condvar::new() }
    }

    /// Waits until a place is free, and takes it.
    #[must_use]
    pub fn wait(&self) -> Slot<'_> {
        // A thread that panicked while it counted has counted all the same.
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Slot(self)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

/// Bytes that all messages on their way may take together.
#[derive(Debug)]
pub struct Pool {
    free: AtomicU64,
}

impl Pool {
    /// So many bytes, all of them free.
    #[must_use]
    pub fn new(bytes: u64) -> Self {
        Self { free: AtomicU64::new(bytes) }
    }
}

/// What one message takes of it.
#[derive(Debug)]
pub struct Share<'p> {
    pool: &'p Pool,
    taken: u64,
    most: u64,
}

impl<'p> Share<'p> {
    /// A share that grows up to `most` bytes.
    #[must_use]
    pub fn new(pool: &'p Pool, most: u64) -> Self {
        Self { pool, taken: 0, most }
    }
}

impl Room for Share<'_> {
    fn take(&mut self, bytes: usize) -> Result<(), Excess> {
        let bytes = bytes as u64;
        if self.taken.saturating_add(bytes) > self.most {
            return Err(Excess::Message);
        }
        let less = |free: u64| free.checked_sub(bytes);
        let taken = self.pool.free.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        taken.map_err(|_| Excess::Together)?;
        self.taken += bytes;
        Ok(())
    }

    fn give_back(&mut self) {
        self.pool.free.fetch_add(self.taken, Ordering::Relaxed);
        self.taken = 0;
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        self.give_back();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_takes_the_others_do_not_have() {
        let pool = Pool::new(100);
        let (mut one, mut two) = (Share::new(&pool, 80), Share::new(&pool, 80));
        assert_eq!(one.take(81), Err(Excess::Message));
        assert_eq!(one.take(80), Ok(()));
        assert_eq!(two.take(21), Err(Excess::Together));
        assert_eq!(two.take(20), Ok(()));
        one.give_back();
        assert_eq!(two.take(60), Ok(()));
        drop(two);
        assert_eq!(pool.free.load(Ordering::Relaxed), 100);
    }

    #[test]
    fn places_are_waited_for() {
        let slots = Slots::new(1);
        let first = slots.wait();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| drop(slots.wait()));
            drop(first);
            assert!(second.join().is_ok());
        });
    }
}
