# Files in and out

import-sentence = { $field }: { $value }
import-sheet = Refused rows
import-sheet-reason = Why it was refused, and what to do

imports-title = Import
imports-lead = Upload ledgers, lists of employers or of vacancies. Look at the result first; nothing is written before you confirm. The same file uploaded again changes nothing.
imports-new = Upload a file
imports-caption = { $n ->
    [one] 1 file
   *[other] { $n } files
}
imports-empty = No file was uploaded yet
imports-empty-next = Begin with “Upload a file”.
imports-file = File
imports-target = What it holds
imports-when = When
imports-state = Where it stands
imports-result = Written
imports-result-text = { $new } new, { $changed } changed

import-target-workers = Workers
import-target-employers = Employers
import-target-vacancies = Vacancies
import-state-mapping = Columns to check
import-state-preview = To be confirmed
import-state-applying = Being written
import-state-done = Done
import-state-cancelled = Thrown away
row-state-new = New
row-state-changed = Changed
row-state-same = The same
row-state-conflict = To check
row-state-bad = Refused
row-state-applied = Written

import-new-title = Upload a file
import-new-target = What it holds
import-new-file = File
import-new-file-hint = .xlsx, .csv or .jsonl, at most 10 MB. Leave the head of the table as it is.
import-new-source = Which office reported them
import-new-source-hint = For vacancies only. The page of a post names its source; the office answers for posts without an employer's name.
import-new-publish = That office has reviewed them: publish at once
import-new-upload = Upload
import-problem-file-choose = Choose a file
import-problem-source = To publish at once, say which office reported them

import-steps = 4 steps
import-step-columns = 1 Columns
import-step-preview = 2 Look
import-step-apply = 3 Write
import-step-done = 4 Result

import-columns-title = What each column is
import-columns-lead = The guesses are chosen already. Change what is wrong; choose “leave out” for what is not needed.
import-columns-caption = { $n ->
    [one] 1 column of the file
   *[other] { $n } columns of the file
}
import-columns-header = Name in the file
import-columns-field = Taken as
import-columns-sure = How it was guessed
import-columns-none = Leave out
import-columns-blank = (no name)
import-columns-submit = Look at the result
import-sure-exact = The same name
import-sure-alias = A usual name
import-sure-contains = Part of the name, please look
import-sure-chosen = You chose it
import-sure-twice = Another column fits “{ $value }” better
import-sure-unused = Left out

import-preview-title = Look before it is written
import-preview-lead = Nothing is written yet. This is what would happen.
import-preview-nothing = There is nothing to write: every row is the same as the records, or refused.
import-confirm = { $n ->
    [one] Write 1 row
   *[other] Write { $n } rows
}
import-confirm-nothing = Understood, finish
import-columns-again = Change the columns
import-cancel = Throw this file away
import-cancel-confirm = You would have to upload it again. Throw it away?
import-take-title = Rows to check
import-take-name = Where the name differs, take the name in the file
import-take-twin = Who looks like somebody on record is another person: register them too
import-take-employer-name = Where the employer's name differs, take the name in the file
import-tabs = By result
import-tab = { $value } { $n }
import-rows-caption = { $value }: { $n ->
    [one] 1 row
   *[other] { $n } rows
}
import-rows-line = Row
import-rows-who = Who
import-rows-what = What happens
import-rows-record = Record
import-rows-open = Open the record
import-rows-forgotten = In the records now, and not kept here
import-rows-none = There are no such rows
import-rows-none-next = Look at the other results.
import-change = { $field }:
import-change-nothing = blank
import-errors-download = Download the refused rows (Excel)

import-applying-title = Being written
import-applying-lead = You may leave this page. It refreshes by itself.
import-applying-progress = { $done } of { $all } rows written
import-applying-stopped = It stopped half-way. What was written is kept, and nothing is doubled.
import-applying-continue = Go on writing

import-done-title = Done
import-done-lead = { $new } new, { $changed } changed, { $same } the same and left alone.
import-done-refused = { $n ->
    [one] 1 row was refused or must be checked.
   *[other] { $n } rows were refused or must be checked.
} Download them, mend them by the last column, and upload them again.
import-cancelled-title = This file was thrown away
import-cancelled-lead = Nothing was written.
import-started = Writing has begun
import-finished = Done
import-cancelled-flash = Thrown away; nothing was written

exports-title = Export
exports-lead = Save a list as a sheet. Identity numbers and phones show only their last digits. Who exported how much, and why, is recorded.
exports-what = Which list
exports-format = Save as
exports-format-xlsx = Excel (.xlsx)
exports-format-csv = Text (.csv)
exports-reason = What for
exports-reason-hint = Such as: matching posts with Hexi
exports-submit = Export
export-workers = Workers
export-employers = Employers
export-vacancies = Vacancies
export-applications = Applications
export-placements = Placements
export-problem-reason = Say in a few words what it is for
export-problem-rows = At most { $max } rows at a time. Ask the county to export by township.
export-problem-list = Choose a list

export-column-name = Name
export-column-sex = Sex
export-column-birth-year = Year of birth
export-column-id-number = Identity number (last 4)
export-column-home = Home
export-column-phone = Phone (last 4)
export-column-education = Schooling
export-column-labour-ability = Ability to work
export-column-status = Status
export-column-status-as-of = Status as of
export-column-employer = Employer
export-column-credit-code = Unified social credit code
export-column-kind = Kind
export-column-place = Place
export-column-place-code = Place code
export-column-address = Address
export-column-contact = Contact
export-column-contact-phone = Contact phone
export-column-state = State
export-column-valid-until = Valid until
export-column-reference = Reference
export-column-source = Source
export-column-title = Title
export-column-occupation = Occupation
export-column-pay-form = Pay form
export-column-pay-min = Pay from
export-column-pay-max = Pay to
export-column-hours = Hours a month
export-column-lodging = Lodging
export-column-meals = Meals
export-column-shift = Shift
export-column-headcount = Headcount
export-column-filled = Filled
export-column-created = Date
export-column-pay = Monthly pay
export-column-started = Started
export-column-ended = Ended
