import { createServer } from 'node:http';
import { createRequire } from 'node:module';

/**
 * What a flow that one wires together does with posts, written as a plain program: HTTP in, split, sentiment by AFINN over stemmed
 * words (as the library's own introduction shows it), count. As in such flows, each post becomes a message of its own, a copy of the
 * request's, that goes from node to node by way of the event loop. Nothing is kept, checked, deduplicated or told apart by language.
 * It stands for such a flow and is not one: it has no editor, no status, no hooks.
 */
interface Analyzer {
  getSentiment(words: string[]): number;
}
type AnalyzerClass = new (language: string, stemmer: object, kind: string) => Analyzer;

const load = createRequire(import.meta.url);
const SentimentAnalyzer: AnalyzerClass = load('natural/lib/natural/sentiment/SentimentAnalyzer.js');
const stemmer: object = load('natural/lib/natural/stemmers/porter_stemmer.js');
const analyzer = new SentimentAnalyzer('English', stemmer, 'afinn');

/** One post on its way; `done` belongs to the request that brought it. */
interface Message {
  payload: string;
  parts: { id: string; index: number; count: number };
  score?: number;
  done(): void;
}
type Node = (message: Message) => void;

const wire =
  (next: Node): Node =>
  (message) =>
    void setImmediate(next, message);

const counts = { negative: 0, neutral: 0, positive: 0 };
let counted = 0;

const count: Node = ({ score = 0, done }) => {
  counts[score < 0 ? 'negative' : score > 0 ? 'positive' : 'neutral'] += 1;
  counted += 1;
  done();
};

const toCount = wire(count);
const sentiment: Node = (message) => {
  const { text }: { text: string } = JSON.parse(message.payload);
  message.score = analyzer.getSentiment(text.split(/[^\p{L}']+/u).filter(Boolean));
  toCount(message);
};

const toSentiment = wire(sentiment);
function split(payload: string, done: () => void): void {
  const lines = payload.split('\n').filter(Boolean);
  let left = lines.length;
  const whole: Message = {
    payload,
    parts: { id: String(counted), index: 0, count: left },
    done: () => {
      left -= 1;
      if (left === 0) done();
    },
  };
  for (const [index, line] of lines.entries()) toSentiment({ ...whole, payload: line, parts: { ...whole.parts, index } });
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const text of request.setEncoding('utf8')) body += text;
  const answer = () => response.end(JSON.stringify({ counted, ...counts }));
  if (body) split(body, answer);
  else answer();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.on('message', () => process.send?.({ url: `http://127.0.0.1:${address.port}/` }));
});
process.once('disconnect', () => process.exit(0));
