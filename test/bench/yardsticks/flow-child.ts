import { createServer } from 'node:http';
import { createRequire } from 'node:module';

/**
 * What a flow that one clicks together does with posts, written as a plain program: HTTP in, split, sentiment by AFINN over stemmed
 * words (as the library's own introduction shows it), count. Nothing is kept, checked, deduplicated or told apart by language. It stands
 * for such a flow and is quicker than one: no message passes from node to node.
 */
interface Analyzer {
  getSentiment(words: string[]): number;
}
type AnalyzerClass = new (language: string, stemmer: object, kind: string) => Analyzer;

const load = createRequire(import.meta.url);
const SentimentAnalyzer: AnalyzerClass = load('natural/lib/natural/sentiment/SentimentAnalyzer.js');
const stemmer: object = load('natural/lib/natural/stemmers/porter_stemmer.js');
const analyzer = new SentimentAnalyzer('English', stemmer, 'afinn');

const counts = { negative: 0, neutral: 0, positive: 0 };
let counted = 0;

function take(line: string): void {
  const { text }: { text: string } = JSON.parse(line);
  const score = analyzer.getSentiment(text.split(/[^\p{L}']+/u).filter(Boolean));
  counts[score < 0 ? 'negative' : score > 0 ? 'positive' : 'neutral'] += 1;
  counted += 1;
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const text of request.setEncoding('utf8')) body += text;
  for (const line of body.split('\n')) if (line) take(line);
  response.end(JSON.stringify({ counted, ...counts }));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.on('message', () => process.send?.({ url: `http://127.0.0.1:${address.port}/` }));
});
