nav-round = Monthly round
round-way-screen = On screen
round-way-paper = On paper
round-title = Monthly round
round-heading = Round of { $month }
round-progress = { $asked } of { $people } people asked
round-typing = Type in a paper list
round-alerts = Villages whose people come home
round-all-places = Show all
round-only-waiting = Only those not finished
round-empty = No places to ask in
round-empty-next = Villages appear here when people are registered.
round-caption = { $n ->
    [one] 1 place
   *[other] { $n } places
}
round-place = Place
round-people = People
round-asked = Asked
round-to-ask = To ask
round-at-work = At work
round-came-home = Came home this month
round-print = Print a paper list
round-nobody-here = Nobody is registered here
round-village-caption = { $total } people, here { $first }–{ $last }, those not asked first
round-pick-all = Pick everybody on this page
round-pick = Pick { $name }
round-picked = Picked
round-bulk = For the picked people
round-all-same = As last month
round-person = Name
round-status = Status so far
round-since = Since
round-where = Where
round-asked-on = Last asked
round-now = Now
round-same = As before
round-changed = Changed
round-nobody-picked = Nobody is picked
round-done-same = Written down: { $value } as before
round-done-changed = Written down: { $value }
round-asked-last = Last asked on { $day }
round-status-now = How is it now
round-since-when = Since when
round-since-hint = For those who came home, the last day at work
round-where-now = Where the person works
round-where-hint = Down to the district, such as 天津市河西区; leave empty if not at work
round-work = Firm or kind of work
round-why-home = Why home
round-why-home-hint = If the new status is not at work, the job is closed
round-open-placement = Gone to work? Write the job down
round-print-now = Print
round-sheet-title = List of { $month }
round-sheet-how = Circle one number:
round-sheet-by = Asked by
round-sheet-on = on
round-sheet-code = Letters of this list
round-sheet-caption = { $n } people, printed { $day }
round-code = Row
round-answer = Now
round-day-if = Day (if changed)
round-bad-lines = { $n ->
    [one] 1 line cannot be read
   *[other] { $n } lines cannot be read
}
round-good-lines = { $n ->
    [one] 1 line can be read, not saved yet
   *[other] { $n } lines can be read, not saved yet
}
round-before = Before
round-numbers = Numbers
round-sheet-letters = Letters of the list
round-sheet-letters-hint = Four letters. With them, the number of the row is enough below
round-lines = One person a line
round-lines-hint = Row, blank, number; a day if it changed. Such as 12 1, or KT7M-12-H 4 2026-11-20
round-look = Look first
round-save-lines = { $n ->
    [one] Save this line
   *[other] Save these { $n } lines
}
round-rest-stays = What cannot be read stays below.
round-done-typed = { $value ->
    [one] 1 line saved.
   *[other] { $value } lines saved.
}
round-line-short = Write the row and the number
round-line-answer = The number is 1 to 9
round-line-sheet = Only a number: write the letters of the list above
round-line-code = One letter of the row is wrong
round-line-nobody = No such row, or not yours
round-line-twice = This person stands twice
round-conflict-nobody = Nobody to ask here
round-conflict-moved = Somebody changed it just now. Please look again.
round-alerts-lead = Where { $people } or more people, and at least { $percent }% of those at work, came home within a month, somebody must ask why.
round-alerts-empty = No such village
round-alerts-empty-next = Villages appear here when many come home.
round-alert = { $home } of { $work } came home
round-alert-note = What you found
round-alert-done = Asked
round-alert-who = People of the village without work
round-done-alert = Written down
