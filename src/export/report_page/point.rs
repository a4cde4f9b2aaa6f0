//! Places in a drawing.

/// A place in pixels: from the left, from the top.
pub(super) type Point = (f64, f64);

/// Room around the drawing, pixels.
const MARGIN: f64 = 60.0;

pub(super) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Moves the drawing to its margins; returns its width and height.
pub(super) fn to_margins(points: &mut [Point], layout: &str) -> Point {
    let bound = |of: fn(&Point) -> f64| {
        points.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
    };
    let ((left, right), (top, bottom)) = (bound(|p| p.0), bound(|p| p.1));
    if points.is_empty() {
        return (2.0 * MARGIN, 2.0 * MARGIN);
    }
    let across = if layout == "columns" { MARGIN + 40.0 } else { MARGIN + 20.0 };
    let down = if layout == "columns" { 36.0 } else { MARGIN };
    for point in points.iter_mut() {
        *point = (point.0 - left + across, point.1 - top + down);
    }
    (tenth(right - left + 2.0 * across), tenth(bottom - top + 2.0 * down))
}
