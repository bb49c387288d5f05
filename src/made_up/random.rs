//! A small random stream whose figures stay the same for ever.
//!
//! The streams of `rand::rngs::StdRng` and `SmallRng` may change with any release of that crate, and figures in reports and
//! benchmarks are compared over years. `SplitMix64` (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
//! generators") is fixed by its definition, and one multiplication starts an unrelated stream for every item.

/// A `SplitMix64` stream.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of one item: `seed` is the whole run's, `kind` keeps workers apart from vacancies, `item` counts from 0.
    /// Items do not depend on each other, so the first ten of a hundred are the same ten as of a million.
    #[must_use]
    pub fn of_item(seed: u64, kind: u64, item: u64) -> Self {
        let mut mixer = Self(seed ^ kind.rotate_left(48));
        let base = mixer.next_u64();
        Self(base ^ Self(item).next_u64())
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but not including `end`; 0 if `end` is 0. The bias is below `end` / 2^32.
    pub fn below(&mut self, end: u32) -> u32 {
        let wide = (self.next_u64() >> 32) * u64::from(end);
        // The upper half of a 64-bit product always fits, so the 0 is never taken.
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included. The bounds may be given in either order.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        low + self.below(high - low + 1)
    }

    /// True `per_mille` times in a thousand.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// A place in a list of `len` items.
    pub fn index(&mut self, len: usize) -> usize {
        let end = u32::try_from(len).unwrap_or(u32::MAX);
        usize::try_from(self.below(end)).unwrap_or(0)
    }

    /// One of the items, each as likely.
    ///
    /// # Panics
    /// If `items` is empty.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.index(items.len())]
    }

    /// One of the items by its weight.
    ///
    /// # Panics
    /// If `items` is empty or its weights are all 0.
    pub fn weigh<T: Copy>(&mut self, items: &[(T, u32)]) -> T {
        let total = items.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total);
        for (item, weight) in items {
            if left < *weight {
                return *item;
            }
            left -= weight;
        }
        unreachable!("the number is below the sum of the weights")
    }
}

/// Weights summed up once, for long lists that are drawn from often.
#[derive(Debug)]
pub(super) struct Weights(Vec<u32>);

impl Weights {
    pub(super) fn new(weights: impl Iterator<Item = u32>) -> Self {
        Self(
            weights
                .scan(0, |sum, weight| {
                    *sum += weight;
                    Some(*sum)
                })
                .collect(),
        )
    }

    /// Zipf's law with Mandelbrot's offset: the item of rank r is drawn in proportion to 1 / (r + offset).
    pub(super) fn zipf(len: usize, offset: u32) -> Self {
        Self::new((1..).take(len).map(|rank: u32| 1_000_000 / (rank + offset)))
    }

    pub(super) fn draw(&self, random: &mut Random) -> usize {
        let total = self.0.last().copied().unwrap_or(0);
        let at = random.below(total);
        self.0.partition_point(|&sum| sum <= at)
    }
}
