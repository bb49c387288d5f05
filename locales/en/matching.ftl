# Matching: one sentence for each condition and each reason. -short is for cards; -failed is for a condition not met.
# Numbers: pay, mark, wish, less, difference are yuan a month; hour, usual are yuan an hour.

match-score = Fit: { $score } of 100
match-required-met = { $met } of { $all } conditions met
match-missing-short = in the way: { $what }
match-overridden = Staff gave a reason to let this pass
match-side-worker = Ask the worker first
match-side-employer = Ask the employer first
match-side-station = For the station to do first

## Conditions

hard-age-sixteen = At least 16 years old
hard-age-sixteen-short = 16 or older
hard-age-sixteen-failed = Aged { $age }. The law does not allow work under 16
hard-age-sixteen-failed-short = under 16
hard-youth-demand = Aged { $age }, and this work is allowed
hard-youth-demand-short = allowed under 18
hard-youth-demand-failed = Aged { $age }. Nobody under 18 may do work { $demand ->
    [height] at height
    [cold] in the cold
    [heavy] with heavy loads
    [dust] in dust
    [night] at night
   *[other] of this kind
 }
hard-youth-demand-failed-short = not allowed under 18
hard-vacancy-open = The post is open
hard-vacancy-open-short = open
hard-vacancy-open-failed = The post is not open now
hard-vacancy-open-failed-short = not open
hard-vacancy-in-date = The post is open until { $date }
hard-vacancy-in-date-short = in date
hard-vacancy-in-date-failed = The post ran out on { $date }. Ask the employer if it is still open
hard-vacancy-in-date-failed-short = ran out
hard-places-left = { $places ->
    [one] { $places } place left
   *[other] { $places } places left
 }
hard-places-left-short = places left
hard-places-left-failed = { $people ->
    [one] { $people } person wants to go
   *[other] { $people } people want to go
 }, places left: { $places }. Ask the employer to take more
hard-places-left-failed-short = too few places
hard-employer-verified = We have checked the employer
hard-employer-verified-short = employer checked
hard-employer-verified-failed = The employer is not checked yet. The station checks first
hard-employer-verified-failed-short = employer not checked
hard-employer-trusted = The employer is not on the blacklist
hard-employer-trusted-short = not blacklisted
hard-employer-trusted-failed = The employer is on the blacklist. Nobody is sent there
hard-employer-trusted-failed-short = blacklisted employer
hard-certificate = Has: { $certificate }
hard-certificate-short = certificate held
hard-certificate-failed = Needs: { $certificate }, not held yet. Ask if the worker would get it
hard-certificate-failed-short = { $certificate }
hard-education = Enough schooling
hard-education-short = schooling
hard-education-failed = The employer asks for { $education ->
    [primary] primary school
    [junior] junior middle school
    [senior] senior middle school
    [college] college
    [bachelor] a bachelor's degree
   *[none] reading
 } or more. Ask the employer to accept less
hard-education-failed-short = schooling
hard-consent = The worker agreed that we look for work for him or her
hard-consent-short = worker agreed
hard-consent-failed = The worker has not agreed yet. Ask before you recommend
hard-consent-failed-short = worker's agreement
hard-not-placed = Not working elsewhere now
hard-not-placed-short = free
hard-not-placed-failed = Has work already
hard-not-placed-failed-short = has work
hard-looking = Looks for work
hard-looking-short = looks for work
hard-looking-failed = Does not look for an employer now
hard-looking-failed-short = not looking
hard-night = { $nights ->
    [yes] Has nights, and the worker agrees
   *[no] No night work
 }
hard-night-short = { $nights ->
    [yes] agrees to nights
   *[no] no nights
 }
hard-night-failed = Has night work, and the worker said no to nights. Ask the employer for day work
hard-night-failed-short = nights
hard-standing = No standing all day
hard-standing-short = no long standing
hard-standing-failed = Standing all day, and the worker cannot. Ask the employer for work sitting down
hard-standing-failed-short = long standing
hard-height = No work at height
hard-height-short = no height
hard-height-failed = Work at height, and the worker cannot. Ask the employer for work on the ground
hard-height-failed-short = height
hard-cold = No work in the cold
hard-cold-short = no cold
hard-cold-failed = Work in the cold, and the worker cannot. Ask the employer for another place
hard-cold-failed-short = cold
hard-heavy = No heavy lifting
hard-heavy-short = no heavy lifting
hard-heavy-failed = Heavy lifting, and the worker cannot. Ask the employer for lighter work
hard-heavy-failed-short = heavy lifting
hard-dust = Little dust
hard-dust-short = little dust
hard-dust-failed = Much dust, and the worker cannot bear it. Ask the employer for another place
hard-dust-failed-short = dust
hard-noise = Not too loud
hard-noise-short = not too loud
hard-noise-failed = Loud, and the worker cannot bear it. Ask the employer for another place
hard-noise-failed-short = noise
hard-home-province = In the home province
hard-home-province-short = in the province
hard-home-province-failed = In another province, and the worker said no to that. Ask if he or she would go
hard-home-province-failed-short = other province
hard-near-home = Near home
hard-near-home-short = near home
hard-near-home-failed = { $where ->
    [other_province] In another province
    [same_province] In another city of the province
    [same_city] In another county of the city
   *[unknown] Distance from home not known
 }, and the worker wants to stay near home. Ask if he or she would go
hard-near-home-failed-short = far from home
hard-care-duty = Near home, so there is time for the family
hard-care-duty-short = time for family
hard-care-duty-failed = Someone at home needs care, and the work is { $where ->
    [other_province] in another province
    [same_province] in another city of the province
    [same_city] in another county of the city
   *[unknown] at a distance not known
 }. Ask if the family can arrange it
hard-care-duty-failed-short = needed at home
hard-lodging = There is a bed
hard-lodging-short = bed
hard-lodging-failed = { $why ->
    [asked] The worker needs a bed, and the employer gives none
   *[far] Far from home, and the employer gives no bed
 }. Ask the employer for one
hard-lodging-failed-short = bed
hard-pay-minimum = Up to { $pay } yuan a month reaches the { $wish } asked for
hard-pay-minimum-short = pay reached
hard-pay-minimum-failed = { $pay ->
    [0] Pay is not told, and the worker asks for at least { $wish } yuan a month. Ask the employer
   *[other] Up to { $pay } yuan a month, { $less } less than asked for. Ask the employer for more
 }
hard-pay-minimum-failed-short = pay { $less } yuan short
hard-age-limit = Within the ages that the employer named
hard-age-limit-short = age fits
hard-age-limit-failed = { $lawful ->
    [yes] This post has an age rule ({ $reason }), and { $age } is outside it
   *[no] The employer would like age { $range ->
        [least] { $least } or older
        [most] { $most } or younger
       *[both] { $least } to { $most }
     }; the worker is { $age }. This is only a wish and changes nothing
 }
hard-age-limit-failed-short = { $lawful ->
    [yes] lawful age limit
   *[no] employer has a wish about age
 }
hard-intent-fresh = Wishes are fresh until { $date }
hard-intent-fresh-short = wishes fresh
hard-intent-fresh-failed = Wishes were fresh until { $date }. Call and ask again first
hard-intent-fresh-failed-short = call first

## Reasons

reason-trade-same = { $years ->
    [none] Has done this trade
   *[other] Has done this trade, years: { $years }
 }
reason-trade-same-short = { $years ->
    [none] same trade
   *[other] same trade, years: { $years }
 }
reason-trade-subgroup = { $years ->
    [none] Has done very similar work
   *[other] Has done very similar work, years: { $years }
 }
reason-trade-subgroup-short = similar trade
reason-trade-group = Has worked in this line
reason-trade-group-short = same line
reason-wish-trade = { $near ->
    [same] Just the work asked for
   *[like] Much like the work asked for
 }
reason-wish-trade-short = work asked for
reason-wish-trade-unmet = Not the kind of work asked for
reason-wish-trade-unmet-short = other work than asked
reason-pay-above-wish = At least { $pay } yuan a month, { $difference ->
    [0] just what was asked for
   *[other] { $difference } more than asked for
 }
reason-pay-above-wish-short = { $pay } yuan a month
reason-pay-below-wish = At least { $pay } yuan a month is sure, { $difference } less than the { $mark } asked for
reason-pay-below-wish-short = from { $pay } yuan a month
reason-pay-above-usual = At least { $pay } yuan a month, { $difference ->
    [0] as is usual
   *[other] { $difference } more than usual
 }
reason-pay-above-usual-short = { $pay } yuan a month
reason-pay-below-usual = At least { $pay } yuan a month, { $difference } less than usual
reason-pay-below-usual-short = from { $pay } yuan a month
reason-pay-hour = { $hour } yuan an hour; usual is { $usual }
reason-pay-hour-short = { $hour } an hour
reason-pay-hour-unknown = The hours are not told, so pay by the hour cannot be worked out
reason-pay-hour-unknown-short = hours not told
reason-lodging-provided = Free bed
reason-lodging-provided-short = free bed
reason-lodging-subsidy = No bed, but money for one
reason-lodging-subsidy-short = rent money
reason-meals-provided = Free meals
reason-meals-provided-short = free meals
reason-meals-subsidy = No meals, but money for them
reason-meals-subsidy-short = meal money
reason-meals-missing = Free meals were asked for, none here
reason-meals-missing-short = no meals
reason-fellow-village = { $people ->
    [one] { $people } person of the same village works there
   *[other] { $people } people of the same village work there
 }
reason-fellow-village-short = { $people } from the village there
reason-fellow-township = { $people ->
    [one] { $people } person of the same township works there
   *[other] { $people } people of the same township work there
 }
reason-fellow-township-short = { $people } from the township there
reason-retention-good = Of { $total } people who went, { $kept } stayed three months
reason-retention-good-short = { $kept } of { $total } stayed
reason-retention-poor = Of { $total } people who went, only { $kept } stayed three months
reason-retention-poor-short = only { $kept } of { $total } stayed
reason-shift-day = No nights, as asked for
reason-shift-day-short = no nights
reason-shift-night-agreed = Has nights, and the worker agrees
reason-shift-night-agreed-short = agrees to nights
reason-shift-flexible = Flexible hours leave time for the family
reason-shift-flexible-short = flexible hours
reason-region-wish = A place that the worker would like
reason-region-wish-short = place asked for
reason-region-unmet = Not a place that the worker asked for
reason-region-unmet-short = other place than asked
reason-near-home = { $where ->
    [same_township] In the home township
    [same_county] In the home county
   *[other] Near enough to go home each day
 }
reason-near-home-short = near home
reason-away-unmet = The worker wants to go away, and this is near home
reason-away-unmet-short = near home
reason-couple-room = Rooms for couples
reason-couple-room-short = couple's room
reason-couple-room-missing = Goes with the spouse, and there is no room for couples
reason-couple-room-missing-short = no couple's room
reason-halal-meals = Halal meals
reason-halal-meals-short = halal meals
reason-halal-missing = Halal meals were asked for, none here
reason-halal-missing-short = no halal meals
reason-term-fits = Lasts { $term } months; the worker can stay { $stay }
reason-term-fits-short = time is enough
reason-term-too-long = Lasts { $term } months; the worker can stay only { $stay }
reason-term-too-long-short = lasts { $term } months
reason-start-fits = Starts { $date }; the worker can be there
reason-start-fits-short = in time
reason-start-too-early = Starts { $date }; the worker can come { $days } days later
reason-start-too-early-short = { $days } days late
