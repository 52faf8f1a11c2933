import { z } from 'zod';
import { Priority } from '../../shared/case.ts';
import { daysOf, durationOf, isDate, shiftOf } from './desk-words.ts';
import { Handles, Slug, TimeZone, Title } from './fields.ts';

/** Most of each that one desk may hold. */
export const PEOPLE_BOUND = 2_000;
export const TEAMS_BOUND = 100;
export const CALENDARS_BOUND = 100;
export const TARGETS_BOUND = 200;
const HOLIDAYS_BOUND = 1_000;
const SHIFTS_BOUND = 8;
const INITIALS_BOUND = 5;
const LANGUAGES_BOUND = 50;
const WATCHES_BOUND = 200;
const AUTOMATIC_BOUND = 200;
const CURVE_BOUND = 20;
const SHEET_BOUND = 12;

const words = (error: string) => z.union([z.string(), z.number()], { error }).transform(String);

const AMOUNTS = 'an amount of time is written like 30m, 1h, 1h 30m or 2d';
const Amount = words(AMOUNTS).refine((text) => durationOf(text) !== null, { error: AMOUNTS });
const Granted = words(AMOUNTS).refine((text) => text === 'none' || durationOf(text) !== null, { error: `${AMOUNTS}; none is no target` });

const Languages = z
  .array(z.string().regex(/^[a-z]{2,3}([-_]\w+)?$/i, { error: 'not the code of a language, such as en or pt' }))
  .max(LANGUAGES_BOUND)
  .default([]);

const Shifts = z
  .array(
    z.string().refine((text) => shiftOf(text) !== null, { error: 'a shift is written like 08:00-16:00, or 22:00-06:00 past midnight' }),
  )
  .max(SHIFTS_BOUND);

const Holiday = z.string().refine(isDate, { error: 'not a day; it wants one such as 2026-12-25, or 12-25 for every year' });

const Calendar = z
  .strictObject({
    id: Slug.describe('Short name that teams and targets know it by.'),
    zone: TimeZone.optional().describe('IANA time zone its hours are meant in. Default: that of the file.'),
    always: z.boolean().default(false).describe('true: every minute counts. It has then neither hours nor holidays.'),
    hours: z
      .record(
        z.string().refine((key) => daysOf(key) !== null, { error: 'days are written like mon, mon-fri, "sat, sun" or daily' }),
        Shifts,
      )
      .default({})
      .describe('Shifts by days of the week: mon-fri: ["08:00-12:00", "13:00-17:00"]. Days that are not named are free.'),
    holidays: z
      .array(z.union([Holiday, z.strictObject({ date: Holiday, name: Title.optional() })]))
      .max(HOLIDAYS_BOUND)
      .default([])
      .describe('Days off: 2026-12-25, or 12-25 for every year. A shift that began the evening before goes on to its end.'),
  })
  .describe('When people work.');

const Team = z
  .strictObject({
    id: Slug.optional().describe('Short name of the team. Default: made from the name. Keep it when the name changes.'),
    name: Title.describe('What screens call it.'),
    calendar: Slug.default('always').describe('Id of the calendar it works by. Default: always.'),
    languages: Languages.describe('Languages it answers in. Default: any.'),
    watches: z
      .array(z.string())
      .max(WATCHES_BOUND)
      .default([])
      .describe('Ids of watches whose new cases go to it. Default: by language alone.'),
  })
  .describe('People who share a queue and a calendar.');

const TELEGRAM = 'not the number of a Telegram chat, or @name of a public one';

const Person = z
  .strictObject({
    id: Slug.optional().describe('Short name of the person. Default: made from the name. Keep it when the name changes.'),
    name: Title.describe('What screens call them; a reply may be signed with it too.'),
    initials: z
      .array(z.string().regex(/^[\p{L}\p{N}]{1,4}$/u, { error: 'initials are one to four letters, without ^ or -' }))
      .max(INITIALS_BOUND)
      .default([])
      .describe('How they sign: [JD] for replies that end with ^JD, -JD, /JD or *JD.'),
    languages: Languages.describe('Languages they answer in. Default: those of the team.'),
    team: z.string().optional().describe('Id of their team.'),
    email: z
      .email({ error: 'not an e-mail address' })
      .max(254)
      .optional()
      .describe('Their e-mail address, for channels of kind email. It is never shown.'),
    telegram: z
      .union([z.string(), z.int()], { error: TELEGRAM })
      .transform(String)
      .refine((text) => /^(-?\d{1,20}|@[A-Za-z]\w{3,63})$/.test(text), { error: TELEGRAM })
      .optional()
      .describe('Number of their Telegram chat, for channels of kind telegram. It is never shown.'),
  })
  .describe('Somebody who works at the desk.');

const Target = z
  .strictObject({
    network: z.string().trim().min(1).max(32).optional().describe('Only cases of this network.'),
    watch: z.string().optional().describe('Only cases of this watch, by its id.'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/i, { error: 'not the code of a language, such as en or pt' })
      .optional()
      .describe('Only cases in this language.'),
    team: z.string().optional().describe('Only cases of this team, by its id.'),
    priority: Priority.optional().describe('Only cases of this priority.'),
    first: Granted.optional().describe('Working time to the first answer by a person, such as 30m; none: no target.'),
    next: Granted.optional().describe('Working time to each further answer.'),
    resolution: Granted.optional().describe('Working time until the case is resolved.'),
    calendar: Slug.optional().describe(
      "Id of the calendar it is counted in. Default: the team's; always for urgent cases and those without a team.",
    ),
  })
  .describe('What customers are promised. The first target whose conditions all hold counts.');

const Step = z.strictObject({
  within: Amount.describe('An amount of time, such as 30m.'),
  share: z.number().min(0).max(1).describe('Share of customers, 0 to 1, who expect an answer within it.'),
});

const Question = z.strictObject({
  id: Slug.optional().describe('Short name of the question. Default: made from its words. Keep it when they change.'),
  question: z.string().trim().min(1).max(160).describe('What is asked about a reply; it is scored from 0 to 1.'),
});

const Signature = z.string().trim().min(1).max(24);

/** The desk's part of the file. What is left out is as in `defaultDesk`. */
export const DeskFile = z
  .strictObject({
    people: z.array(Person).max(PEOPLE_BOUND).default([]).describe('Who works at the desk.'),
    teams: z.array(Team).max(TEAMS_BOUND).default([]).describe('Teams, with the calendars they work by.'),
    calendars: z.array(Calendar).max(CALENDARS_BOUND).default([]).describe('When teams work. The calendar "always" is there without.'),
    targets: z
      .array(Target)
      .max(TARGETS_BOUND)
      .optional()
      .describe('What customers are promised. Default: urgent ones an answer in 15m, others in 1h. A change counts for new cases alone.'),
    automatic: z
      .strictObject({
        accounts: Handles.max(AUTOMATIC_BOUND).default([]).describe('Accounts of ours that a bot writes from.'),
        signatures: z.array(Signature).max(AUTOMATIC_BOUND).default([]).describe('Signatures of bots, such as BOT.'),
      })
      .prefault({})
      .describe('Whose replies are automatic: they stop no clock.'),
    again: Amount.optional().describe('A customer who writes anew within this time goes on with their case. Default: 3d.'),
    resolveAfter: Amount.optional().describe('An answered case is resolved after this long without a word. Default: 3d.'),
    lapseAfter: Amount.optional().describe('A case that nobody answered lapses after this long without a word. Default: 7d.'),
    inTime: z
      .number()
      .min(0.01)
      .max(0.999)
      .optional()
      .describe("Share of cases to be answered in time, 0 to 1; the rest is the month's budget of late answers. Default: 0.9."),
    expectations: z
      .strictObject({
        source: z.string().trim().min(1).max(200).describe('Who says so.'),
        curve: z.array(Step).min(1).max(CURVE_BOUND).describe('Soonest first.'),
      })
      .optional()
      .describe('How soon customers expect an answer. Default: 32% within 30m, 42% within 1h, 67% within 1d.'),
    sheet: z.array(Question).min(1).max(SHEET_BOUND).optional().describe('Questions by which people score replies. Default: three.'),
  })
  .describe('The response desk: who answers, when they work, and what customers were promised.');

export type DeskFile = z.infer<typeof DeskFile>;
