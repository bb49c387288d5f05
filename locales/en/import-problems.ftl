# What is wrong with an imported file and how to mend it. $shown is what the cell says, $limit the limit, $line the row.

## The whole file
import-problem-file-empty = The file is empty. Please check that you chose the right one.
import-problem-file-too-big = The file is too big: at most { $limit } MB. Please send it in parts.
import-problem-file-unpacks-too-big = The file is too big once unpacked: at most { $limit } MB. Please keep only the sheet that is needed, save and send again.
import-problem-file-too-many-parts = The file has too many parts to be a table. Please copy the table into a new Excel file and send that.
import-problem-file-too-many-rows = There are too many rows: at most { $limit } at a time. Please send it in parts.
import-problem-file-too-many-columns = Row { $line } has something far to the right: at most { $limit } columns. Please delete what is not needed and send again.
import-problem-file-old-excel = This is an old Excel file. Please open it in Excel, save it as “Excel Workbook (.xlsx)” and send that.
import-problem-file-encrypted = The file has a password. Please remove the password, save and send again.
import-problem-file-macros = The file carries macros, which cannot be taken safely. Please save it as “Excel Workbook (.xlsx)” and send that.
import-problem-file-web-page = This is a web page, not a table. Please open it in Excel, save it as “Excel Workbook (.xlsx)” and send that.
import-problem-file-not-a-table = This file is not a table. Please send .xlsx, .csv or .jsonl.
import-problem-file-damaged = The file is damaged. Please open it in Excel, save a copy and send that.
import-problem-file-no-sheet = No sheet of this workbook has anything in it. Please check that you chose the right file.
import-problem-file-too-many-broken-rows = More than { $limit } rows have half a pair of quotation marks. Please save it as .xlsx in Excel and send that.
import-problem-file-unreadable = The file was not read to its end. Please send it again.

## A row
import-problem-row-not-json = This line is not a whole JSON object. Please check brackets and quotation marks.
import-problem-row-quote-open = This row has half a pair of quotation marks. Please add the other one or delete it.
import-problem-row-line-too-long = This row is too long. Please check whether a line break is missing.
import-problem-row-too-wide = This row has more cells than the header. Please check for a comma inside the text.
import-problem-row-cell-too-long = A cell in this row is too long. Please shorten it.
import-problem-row-characters = This row has characters that cannot be read. Please type them again.

## A cell
import-problem-cell-error = The cell shows the formula error “{ $shown }”. Please type the value itself.
import-problem-number-cut = Excel turned the last digits of “{ $shown }” into zeros. Please set the column to “Text” and type the whole number again.
import-problem-integer = “{ $shown }” is not a whole number. Please write digits only, such as 12.
import-problem-integer-range = The number “{ $shown }” is too large or too small. Please check it.
import-problem-yes-no = “{ $shown }” is not clear. Please write “yes” or “no”.
import-problem-sex = “{ $shown }” is not clear. Please write “male” or “female”.
import-problem-pay-negotiable = Pay cannot be “{ $shown }”. Please write how much, such as 4500-6000.
import-problem-pay-unclear = The pay “{ $shown }” is not clear. Please write 4500-6000, or 20元/时, 200元/天.
import-problem-pay-order = In the pay “{ $shown }” the first number is above the second. Please swap them.
import-problem-pay-form = How pay is counted is not clear: “{ $shown }”. Please write month, day, hour or piece.
import-problem-hours = The hours “{ $shown }” are not clear. Please write the hours of a month, such as 240.
import-problem-hours-not-monthly = “{ $shown }” does not look like the hours of a month. Please write all hours of a month, such as 240.
import-problem-education = The education “{ $shown }” is not clear. Please write primary, junior, senior, college or bachelor; none if it does not matter.
import-problem-lodging = The lodging “{ $shown }” is not clear. Please write provided, none or subsidy.
import-problem-meals = The meals “{ $shown }” are not clear. Please write provided, none or subsidy.
import-problem-shift = The shift “{ $shown }” is not clear. Please write day, two, three, night or flexible.
import-problem-household = The household type “{ $shown }” is not clear. Please write 脱贫户, 一般农户, 脱贫不稳定户, 边缘易致贫户 or 突发严重困难户.
import-problem-date = The date “{ $shown }” is not clear. Please write it like 2026-11-23.
import-problem-date-not-real = There is no day “{ $shown }”. Please check it.

## Matching the columns
import-problem-mapping-field-unknown = There is no field “{ $shown }”. Please choose again.
import-problem-mapping-column-unknown = The file has no column { $shown }. Please choose again.
import-problem-mapping-field-twice = Two columns are both “{ $shown }”. Please keep one.
import-problem-mapping-field-missing = No column is chosen for “{ $shown }”. Please choose one.

## What is wrong in a row
import-problem-status = The work status “{ $shown }” is not known. Write away, near, seeking, idle or student.
import-problem-phone-owner = Whose phone “{ $shown }” is, is not clear. Write worker, spouse, child, parent, neighbour or village.
import-problem-labour-ability = The ability to work “{ $shown }” is not known. Write ordinary, skilled, weak, lost or none.
import-problem-skill-level = The skill level “{ $shown }” is not known. Write none, five, four, three, two or one.
import-problem-want = The wish “{ $shown }” is not known. Write away, near, workshop, welfare, business or none.
import-problem-employer-kind = The kind of employer “{ $shown }” is not known. Write enterprise, household_business, cooperative, organisation, institution, village_collective or agency.
import-problem-employer-size = The size “{ $shown }” is not clear. Write how many people work there, such as 80.
import-problem-number-twice = Row { $line } has the same identity number. Keep one of them.
import-problem-code-twice = Row { $line } has the same credit code. Keep one of them.
import-problem-ref-twice = Row { $line } has a post with the same reference. Keep one of them.
import-problem-elsewhere = Another place looks after this person. Ask the county.
import-problem-place = There is no place “{ $shown }”. Write its official name, such as 白水镇 白水村.
import-problem-place-many = More than one place is called “{ $shown }”. Write the county and the township too.
import-problem-place-missing = No place is given. Write the township and village, or the county.
import-problem-place-outside = “{ $shown }” is not among your places. Give it to those who look after it.
import-problem-place-coarse = “{ $shown }” is too large. Write at least the county.
import-problem-place-county = The county of “{ $shown }” is not clear. Write its name.
import-problem-cell-missing = This cell must be filled.
import-problem-employer-missing = The employer is not named, so the post cannot be published. Add the name, or say which office reported it.
import-problem-pay-missing = The pay is missing. Write how much, such as 4500-6000.
import-problem-pay-no-lower = Only the most is given, “{ $shown }”, not the least. Write it as 3000-4500.
import-problem-pay-piece = Piece pay “{ $shown }” does not tell what a month brings. Write the usual month, such as 4500-6000.
import-conflict-name = The identity number is known under another name. Check the name on the card.
import-conflict-employer-name = The credit code is known under another name. Check the name on the licence.
import-conflict-twin = Somebody of the same name and village, without a number, is on record. See whether it is the same person.
import-conflict-no-number = There is no identity number, and somebody of the same name and village is on record. Add the number.
import-conflict-sex = The sex does not fit the identity number. Check the card.
import-conflict-birth = The date of birth does not fit the identity number. Check the card.
import-conflict-ended = This post was withdrawn or taken down here and will not come back.
import-conflict-moved-on = This batch has moved on. Look at the newest page.

## Remarks: the row is taken, please look
import-remark-trade = The trade “{ $shown }” is not known and was not noted.
import-remark-certificate = The certificate “{ $shown }” is not known and was not noted.
import-remark-place = The place “{ $shown }” is not known and was not noted.
import-remark-pay = The pay wished for, “{ $shown }”, is not clear and was not noted.
import-remark-pay-days = “{ $shown }” was turned into a month of 21.75 days.
import-remark-pay-hours = “{ $shown }” was turned into a month of 174 hours.
import-remark-occupation = The occupation of “{ $shown }” is not clear; it was noted as “other occupations”.
import-remark-description = It does not say what the work is; the title stands in.
import-remark-cut = The description is too long; the first { $max } characters were kept.
