# The pages of matching. Conditions and reasons are worded in matching.ftl.
matching-jobs-title = Jobs for { $name }
matching-people-title = People for “{ $title }”
matching-jobs-fit = { $n ->
    [one] { $n } job that fits
   *[other] { $n } jobs that fit
 }
matching-people-fit = { $n ->
    [one] { $n } person who fits
   *[other] { $n } people who fit
 }
matching-near = { $n ->
    [one] { $n } that nearly fits
   *[other] { $n } that nearly fit
 }
matching-near-hint = One or two things are not right. A question may settle them.
matching-gives-way = Whom to ask:
matching-colon = {": "}
matching-or = {" or "}
matching-points = points
matching-yuan-month = yuan a month
matching-pay-hour = about { $yuan } yuan an hour
matching-starts = starts { $day }
matching-free = free from { $day }
matching-places = { $n ->
    [one] { $n } place left
   *[other] { $n } places left
 }
matching-age = aged { $n }
matching-pick = Recommend: { $name }
matching-consented = The person agreed before that this employer gets the details.
matching-consent = Did the person agree?
matching-consent-way = How did the person agree?
matching-consent-choose = Choose one
matching-consent-person-hint = Only with the person's agreement may the details go to this employer.
matching-consent-employers-hint = First tell the person about each employer that is ticked. No need to ask again where the person agreed before.
matching-witness = Witness, or number of the paper form
matching-witness-hint = Needed if the person agreed by voice or somebody signed for the person
matching-set-aside = Recommend although something is not right
matching-reason = Why recommend all the same?
matching-reason-hint = One sentence; it is kept. Such as: asked the employer, day shift is possible
matching-law-stands = The law says so, or the person must act first: nobody can set this aside.
matching-recommend = Recommend the ticked
matching-recommended = { $value ->
    [one] { $value } recommendation made.
   *[other] { $value } recommendations made.
 }
matching-more = Show the first { $n }
matching-mark-met = met
matching-mark-failed = not met
matching-mark-set-aside = set aside
matching-mark-look = have a look
matching-not-asked = This person has not agreed yet that we look for work
matching-not-asked-next = Call and ask first. When the agreement is noted, come back.
matching-to-person = See this person
matching-no-jobs = No job fits now
matching-no-jobs-next = See if the wishes are still fresh, and if place and pay leave room.
matching-no-people = Nobody fits now
matching-no-people-next = Come back when somebody is registered or says anew what is wanted.
matching-no-fit = None fits in every way. See those below that nearly fit.
matching-jobs-set-aside = { $n ->
    [one] { $n } more job was looked at; it is too far off to be listed.
   *[other] { $n } more jobs were looked at; they are too far off to be listed.
 }
matching-people-set-aside = { $n ->
    [one] { $n } more person was looked at; too much is not right to be listed.
   *[other] { $n } more people were looked at; too much is not right to be listed.
 }
matching-unasked = { $n ->
    [one] { $n } more person looks for work and was not asked for agreement to be matched; not shown here.
   *[other] { $n } more people look for work and were not asked for agreement to be matched; not shown here.
 }
matching-how = Rules of scoring, version { $version }. Sex, age, ethnicity, household category and health give or take no point.
matching-problem-none = Tick first whom or what to recommend
matching-problem-gone = One that you ticked is no longer in the list. Please look again
matching-problem-law = This cannot be set aside. Please untick it
matching-problem-reason = Please say why to recommend although a condition is not met
matching-problem-consent-way = Please choose how the person agreed
matching-problem-witness = Agreement by voice or through somebody else needs a witness
matching-problem-age = The age must be a whole number from 0 to 120
matching-problem-years = The years must be from 0 to 80
matching-problem-place = There is no such place code: { $word }
matching-problem-trade = This trade is not understood: { $word }
matching-problem-certificate = This certificate is not understood: { $word }
matching-problem-many = Too many, { $max } at most
matching-problem-one-of = Give either worker_id or worker, and one of them
matching-problem-limit = The limit must be from 1 to 100
matching-problem-consent = This person has not agreed to be matched
