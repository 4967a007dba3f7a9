//! Which segment of a view holds a span, without asking all of them: a draft to a thousand people has thousands of
//! segments and thousands of labels. Knows no texts.

use super::Segment;
use crate::span::Span;
use std::cmp::Reverse;

/// Segments in the order of their starts, each with the one around it. They nest or lie apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Origins {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    start: usize,
    /// Number of the segment, as written.
    segment: usize,
    /// The node around this one.
    around: Option<usize>,
}

impl Origins {
    pub(super) fn of(segments: &[Segment]) -> Self {
        let mut order: Vec<usize> = (0..segments.len()).collect();
        // Of two with the same span the first one written counts as the inner one.
        order.sort_by_key(|number| (segments[*number].span.start, Reverse((segments[*number].span.end, *number))));
        let mut nodes: Vec<Node> = Vec::with_capacity(order.len());
        for number in order {
            let span = segments[number].span;
            let mut around = nodes.len().checked_sub(1);
            while let Some(at) = around
                && !segments[nodes[at].segment].span.contains(span)
            {
                around = nodes[at].around;
            }
            nodes.push(Node { start: span.start, segment: number, around });
        }
        Self { nodes }
    }

    /// The shortest segment that holds all of `span`.
    pub(super) fn smallest_around<'s>(&self, span: Span, segments: &'s [Segment]) -> Option<&'s Segment> {
        let mut at = self.nodes.partition_point(|node| node.start <= span.start).checked_sub(1);
        while let Some(node) = at.map(|at| self.nodes[at]) {
            let segment = &segments[node.segment];
            if segment.span.contains(span) {
                return Some(segment);
            }
            at = node.around;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::view::Origin;

    fn segments(spans: &[(usize, usize)]) -> Vec<Segment> {
        let numbered = spans.iter().enumerate();
        numbered
            .map(|(number, (start, end))| Segment {
                span: Span::new(*start, *end),
                origin: Origin::Raw(number..number + 1),
            })
            .collect()
    }

    #[test]
    fn every_span_is_in_the_segment_that_a_search_of_all_finds() {
        let segments = segments(&[(4, 8), (0, 20), (10, 14), (10, 12), (10, 14), (12, 12), (16, 20), (30, 30)]);
        let origins = Origins::of(&segments);
        for start in 0..=32 {
            for end in start..=32 {
                let span = Span::new(start, end);
                let holding = segments.iter().filter(|segment| segment.span.contains(span));
                let expected = holding.min_by_key(|segment| segment.span.len());
                assert_eq!(origins.smallest_around(span, &segments), expected, "{span:?}");
            }
        }
    }
}
