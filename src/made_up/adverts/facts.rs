//! What is true of a vacancy, so that no sentence of its advert contradicts its fields.

use super::super::kinds::{Contract, Demand, Education, Insurance, PayForm, Provision, Shift, Term};
use super::{Random, Sentence, Trade, Vacancy};

/// A vacancy and its trade, asked by the tags of the sentence files.
pub(in crate::made_up) struct Facts<'a> {
    pub vacancy: &'a Vacancy,
    pub trade: &'a Trade,
}

impl Facts<'_> {
    /// A sentence that is true, or None if a few tries found none.
    pub fn sentence(&self, random: &mut Random, bank: &'static [Sentence]) -> Option<&'static str> {
        (0..6)
            .map(|_| &bank[random.index(bank.len())])
            .find(|sentence| self.is_true(sentence.tag) == Some(true))
            .map(|sentence| sentence.text)
    }

    /// Whether what the tag says is true; None for a tag that means nothing here.
    pub fn is_true(&self, tag: &str) -> Option<bool> {
        match tag {
            "" => Some(true),
            _ => self
                .of_trade(tag)
                .or_else(|| self.of_work(tag))
                .or_else(|| self.of_offer(tag)),
        }
    }

    fn of_trade(&self, tag: &str) -> Option<bool> {
        let industry: u32 = self.trade.industry.parse().unwrap_or(0);
        let is_factory = (13..=43).contains(&industry);
        Some(match tag {
            "building" => (47..=48).contains(&industry),
            "factory" => is_factory,
            "shop" => matches!(industry, 52 | 61 | 62),
            "store" => matches!(industry, 52 | 59),
            "workshop" => (18..=24).contains(&industry) && self.is_near_home() && self.vacancy.shift == Shift::Day,
            "seated" => industry == 39 && !self.demands(Demand::Standing),
            "early" => industry == 62 && self.vacancy.shift == Shift::Day,
            _ => return None,
        })
    }

    fn of_work(&self, tag: &str) -> Option<bool> {
        let vacancy = self.vacancy;
        Some(match tag {
            "cold" => self.demands(Demand::Cold),
            "dust" => self.demands(Demand::Dust),
            "heavy" => self.demands(Demand::Heavy),
            "height" => self.demands(Demand::Height),
            "standing" => self.demands(Demand::Standing),
            "night" => matches!(vacancy.shift, Shift::Night | Shift::Two),
            "only_night" => vacancy.shift == Shift::Night,
            "long_two" => vacancy.shift == Shift::Two && vacancy.minutes_per_day >= Some(600),
            "day" => vacancy.shift == Shift::Day,
            "flexible" => vacancy.shift == Shift::Flexible,
            "short_hours" => vacancy.pay.hours_per_month <= 190,
            "rest_four" => vacancy.pay.rest_days == Some(4),
            "tianjin" => vacancy.place_code.starts_with("12"),
            "far" => !vacancy.place_code.starts_with("6208"),
            "near_home" => self.is_near_home(),
            "certificate" => vacancy.certificate_required,
            "no_certificate" => !vacancy.certificate_required,
            "health_card" => vacancy.certificate.as_deref() == Some("健康证"),
            "schooling" => matches!(vacancy.education, Education::Junior | Education::Senior),
            "no_schooling" => vacancy.education == Education::None,
            _ => return None,
        })
    }

    fn of_offer(&self, tag: &str) -> Option<bool> {
        let vacancy = self.vacancy;
        let housed = vacancy.lodging == Provision::Provided;
        let fed = vacancy.meals == Provision::Provided;
        Some(match tag {
            "housed" => housed,
            "rent_paid" => vacancy.lodging == Provision::Subsidy,
            "fed" => fed,
            "meal_paid" => vacancy.meals == Provision::Subsidy,
            "fed_and_housed" => fed && housed,
            "couple" => vacancy.couple_room,
            "halal" => vacancy.halal_meals,
            "five" => vacancy.insurance == Insurance::Five,
            "injury" => vacancy.insurance == Insurance::Injury,
            "labour" => vacancy.contract == Contract::Labour,
            "service" => vacancy.contract == Contract::Service,
            "month" => vacancy.pay.form == PayForm::Month,
            "piece" => vacancy.pay.form == PayForm::Piece,
            "paid_by_day" => vacancy.pay.form == PayForm::Day,
            "fare" => vacancy.fare_refund.is_some(),
            "shuttle" => vacancy.shuttle,
            "long" => vacancy.term == Term::Long,
            _ => return None,
        })
    }

    fn demands(&self, demand: Demand) -> bool {
        self.vacancy.demands.contains(&demand)
    }

    fn is_near_home(&self) -> bool {
        self.vacancy.place_code.starts_with("620802")
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{employers, vacancies};
    use super::super::WORDS;
    use super::Facts;

    #[test]
    fn every_tag_of_the_sentence_files_means_something() {
        let firms: Vec<_> = employers(1, 50).collect();
        let vacancy = vacancies(1, 1, &firms)
            .next()
            .expect("most of fifty firms are verified");
        let facts = Facts {
            vacancy: &vacancy,
            trade: &WORDS.trades[0],
        };
        let words = &WORDS.sentences;
        let banks = [
            &words.title_back,
            &words.opening,
            &words.schedule,
            &words.pay,
            &words.lodging,
            &words.meals,
            &words.demand,
            &words.welfare,
            &words.transport,
            &words.safety,
            &words.closing,
        ];
        for sentence in banks.into_iter().flatten() {
            assert!(facts.is_true(sentence.tag).is_some(), "{}", sentence.tag);
        }
    }
}
