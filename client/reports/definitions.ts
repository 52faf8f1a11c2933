interface Definition {
  term: string;
  /** What is counted, of what, and where the edges are: one short paragraph. */
  text: string;
}

/** What every figure of a report means. */
export const DEFINITIONS = {
  cases: {
    term: 'Cases',
    text: 'Conversations of one customer that needed us. A case belongs to the period in which the customer’s first post was posted. Cases that were not for us, or became part of another, are not counted.',
  },
  answered: {
    term: 'Answered',
    text: 'Cases with at least one reply by a person, of all cases. A bot’s reply and a reply that was taken back answer nothing. An answer counts even when it was given after the period.',
  },
  substantive: {
    term: 'Answered with substance',
    text: 'Cases in which a person gave an answer, a fix or compensation, or asked something specific about the matter, of all cases. Thanks, apologies alone, “send us a message” and “who are you” have no substance.',
  },
  unanswered: {
    term: 'Unanswered',
    text: 'Cases without a reply by a person: those that are open still wait for us; those that are closed were closed, or lapsed, without one.',
  },
  first: {
    term: 'First response',
    text: 'Time from the customer’s first post to the first reply by a person, both by when they were posted. Cases without an answer are not in it, so read it beside the share answered.',
  },
  firstSubstantive: {
    term: 'First response with substance',
    text: 'Time from the customer’s first post to the first reply by a person that moved the matter on. It is never sooner than the first response: a quick empty reply shortens that one and leaves this one as it is.',
  },
  next: {
    term: 'Next response',
    text: 'When a customer wrote again, or had got a reply without substance: time from then to the reply by a person that ended their wait. Counted in the period in which we replied.',
  },
  resolution: {
    term: 'Resolution',
    text: 'Time from the customer’s first post to when the case was marked as resolved or fell quiet after our answer. Only cases that stand resolved are in it.',
  },
  median: { term: 'Median', text: 'Half took this long or less. It is a time that really occurred (nearest rank), not an average.' },
  p90: { term: '90th percentile', text: 'Nine in ten took this long or less, by nearest rank: what the unlucky tenth had to wait.' },
  hours: {
    term: 'Around the clock, or working time',
    text: 'Around the clock counts every minute, as the customer does. Working time counts only the minutes in which the team’s calendar says that it works; pauses such as waiting for the customer are left out.',
  },
  distribution: {
    term: 'Distribution',
    text: 'How many of the answered cases had their first response, and their first one with substance, within each stretch of time. Shares are of those answered, and with substance.',
  },
  series: {
    term: 'Over time',
    text: 'Every case counts where it opened: the full bar is the cases of that day (or hour), the filled part those that have an answer by now. The line below is the median first response of the same cases, around the clock.',
  },
  inTime: {
    term: 'In time',
    text: 'Cases whose first response met its target, of those with a target for which that is decided. A case that is overdue and still waits counts as late; one that waits within its time is not counted yet.',
  },
  expected: {
    term: 'Expectations met',
    text: 'The share of customers who got their first response as quickly as customers expect it, by the curve in the configuration (who expects an answer within how long). Whoever still waits counts by how long they have waited.',
  },
  resolved: { term: 'Resolved', text: 'Cases that stand resolved now, of all cases of the period.' },
  reopened: { term: 'Reopened', text: 'Cases that were opened again after they had been resolved, of all that were ever resolved.' },
  repliesPerCase: {
    term: 'Replies per case',
    text: 'Replies by people for each answered case on average, and for each resolved one. More can mean thorough or laborious: read it beside repeated questions.',
  },
  passed: { term: 'Passed around', text: 'Answered cases that went through more than one agent, account or team, or were handed off.' },
  repeatedQuestions: {
    term: 'Asked twice',
    text: 'Answered cases in which we asked the customer for the same thing (a booking number, say) more than once.',
  },
  sentElsewhere: {
    term: 'Sent elsewhere',
    text: 'Answered cases whose customer was told to go on by another medium: a private message, a form, the phone. By medium a case counts once for each that it was sent to.',
  },
  promises: {
    term: 'Promises kept',
    text: '“We’ll get back to you by tomorrow” opens a promise with a due time: as the reply says, else a day. Kept, of those that are kept or broken; open ones are not due yet.',
  },
  loops: {
    term: 'Loops closed',
    text: 'Cases that were moved out of sight whose public thread got a closing line afterwards, of all that were moved.',
  },
  substances: {
    term: 'What replies gave',
    text: 'Every reply by a person of the period by what it gave the customer most: rules read its words, and a person at the desk can correct them. An answer, a fix and a specific question have substance; the others have none.',
  },
  templates: {
    term: 'Like other replies',
    text: 'Replies by people that are nearly identical with what other customers got, of all replies by people.',
  },
  signed: { term: 'Signed', text: 'Replies by people that carry a signature such as ^JD, of all replies by people.' },
  bots: {
    term: 'Automatic replies',
    text: 'Replies by accounts or signatures that are listed as automatic. They stop no clock and are in no other figure.',
  },
  rivals: { term: 'Rivals in our cases', text: 'Cases in whose conversation a competitor’s account wrote, of all cases.' },
  sentiment: {
    term: 'Sentiment before and after',
    text: 'Mean sentiment of the first and of the last post of customers who wrote more than once and were answered, from −1 (negative) to +1 (positive). One post has no before and after, and is not counted.',
  },
  thanked: { term: 'Thanked us', text: 'Answered cases in which the customer thanked us after our answer.' },
  complainedAgain: { term: 'Complained again', text: 'Answered cases in which the customer complained anew after our answer.' },
  stayed: {
    term: 'Stayed resolved',
    text: 'Resolved cases without another word for seven days, of those for which the seven days are decided. Younger ones are not counted yet.',
  },
  turned: {
    term: 'Turned from negative to positive',
    text: 'Customers whose first post was negative and whose last one was positive, of all who began negative, also those who never wrote again. The cases that we did not answer show how many turn by themselves. It is a comparison, not a proof: we may answer other people than those we leave.',
  },
  reviews: {
    term: 'Reviewed replies',
    text: 'Replies from a fair sample that a person scored by the sheet: the mean of no (0%), partly (50%) and yes (100%) for each question.',
  },
  agreed: {
    term: 'Rules agreed',
    text: 'Reviewed replies for which the rules had named the same substance as the person did, before that person saw it.',
  },
  interval: {
    term: '95% interval',
    text: 'A share of few cases is uncertain. With 95% certainty the true share lies in this range (Wilson’s interval). When the ranges of two periods overlap, the difference may be chance, and no direction is told.',
  },
  before: {
    term: 'Before',
    text: 'The same figure over the time of the same length just before the period, under the same filters. It had longer to be answered and resolved than a period that has only just ended.',
  },
  groups: {
    term: 'Groups',
    text: 'A case stands under every watch it matches and every agent who replied or has it, so that these rows may add up to more than all. Times are medians around the clock. Speed alone is no merit: that with substance stands beside it, and people are in the order of their names.',
  },
  accounts: {
    term: 'Accounts, by the definitions for files',
    text: 'The same reading that “earshot responses” gives for a file of posts, over the posts of the period: no cases, working time or targets, only posts and what they answer. It is there where no filter but the network narrows the report.',
  },
  firstMessages: {
    term: 'First messages',
    text: 'Posts by customers that answer no other post and speak to the account. Answered: those that the account replied to directly; first response is the time to the earliest such reply.',
  },
  anyResponse: {
    term: 'Any turn',
    text: 'The same time for every post of a customer that the account replied to directly, first messages and later ones.',
  },
  conversations: {
    term: 'Conversations',
    text: 'Posts that hang together by what they answer, where the account took part, and how many posts of the account each has.',
  },
  signatures: { term: 'Signatures', text: 'Different signatures on the account’s replies, and how many replies carry one.' },
} as const satisfies Record<string, Definition>;

export type Term = keyof typeof DEFINITIONS;
export const TERMS = Object.keys(DEFINITIONS).filter((key): key is Term => key in DEFINITIONS);
