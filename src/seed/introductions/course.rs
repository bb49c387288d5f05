//! The courses that introductions of the story take.

use entity::codes::{ApplicationReason, ApplicationState};

/// Where an introduction stands, and how many days it took to come there.
pub(super) struct Course {
    pub steps: &'static [ApplicationState],
    pub reason: Option<ApplicationReason>,
    pub days: u32,
}

const fn course(steps: &'static [ApplicationState], reason: Option<ApplicationReason>, days: u32) -> Course {
    Course { steps, reason, days }
}

/// The courses in the order in which they are given to posts.
pub(super) const COURSES: &[Course] = {
    use ApplicationReason::{Family, FoundOther, GaveUp, Medical, Skill};
    use ApplicationState::{Arrived, Expressed, Hired, Interview, Recommended, Rejected, Withdrawn};
    &[
        course(&[Recommended, Interview, Hired, Arrived], None, 4),
        course(&[Recommended, Interview], None, 1),
        course(&[Expressed], None, 0),
        course(&[Recommended, Hired], None, 2),
        course(&[Expressed, Recommended], None, 1),
        course(&[Recommended, Interview, Rejected], Some(Skill), 3),
        course(&[Expressed, Recommended, Interview, Hired, Arrived], None, 5),
        course(&[Recommended], None, 0),
        course(&[Recommended, Withdrawn], Some(Family), 2),
        course(&[Recommended, Interview, Hired], None, 3),
        course(&[Expressed, Recommended, Withdrawn], Some(FoundOther), 2),
        course(&[Recommended, Hired, Arrived], None, 4),
        course(&[Recommended, Interview, Hired, Withdrawn], Some(GaveUp), 4),
        course(&[Recommended, Interview, Rejected], Some(Medical), 4),
    ]
};

impl Course {
    /// Where it stands.
    pub fn last(&self) -> ApplicationState {
        self.steps.last().copied().unwrap_or(ApplicationState::Expressed)
    }

    /// Whether it takes a place of the post.
    pub fn takes_place(&self) -> bool {
        matches!(self.last(), ApplicationState::Hired | ApplicationState::Arrived)
    }
}
