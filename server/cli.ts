#!/usr/bin/env -S node --disable-warning=ExperimentalWarning --no-memory-protection-keys
import { enableCompileCache } from 'node:module';
import { Command, InvalidArgumentError, Option } from 'commander';
import pkg from '../package.json' with { type: 'json' };

// What was compiled once is kept where the runtime keeps such things: the next start is quicker by a third.
enableCompileCache();

const program = new Command('earshot');

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('a port is a whole number from 0 to 65535.');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('it has to be a number above 0.');
  return value;
}

/** `text=body,postedAt=created_at` */
function columns(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [field, column, more] = pair.split('=');
      if (!field || !column || more !== undefined) throw new InvalidArgumentError(`"${pair}" is not field=column.`);
      return [field.trim(), column.trim()];
    }),
  );
}

const collect = (value: string, all: string[]): string[] => [...all, value];
const dataOption = () => new Option('--data <folder>', 'folder of the journal, the history and the tokens').default('./data');
const redisOption = () =>
  new Option('--redis <url>', 'keep the journal in Redis (7 or newer, or Valkey) instead of SQLite, to run several servers as one').env(
    'EARSHOT_REDIS',
  );
const logOption = () =>
  new Option('--log <level>', 'how much is logged, as JSON lines on standard error; auto: warnings on a terminal, else info')
    .choices(['auto', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('auto');

program
  .description(
    'A real-time listening command center that you run yourself: it hears what people say about a brand, spots surges as they begin, and shows it on a wall.',
  )
  .version(pkg.version)
  .showHelpAfterError('(earshot COMMAND --help tells more)')
  .configureHelp({ showGlobalOptions: true });

program
  .command('serve')
  .description('run the server and its wall')
  .addOption(new Option('--port <number>', 'port to listen on').default(4747).argParser(port))
  .addOption(
    new Option('--host <address>', 'address to listen on; beyond this machine only after an access token was made').default('127.0.0.1'),
  )
  .addOption(
    new Option('--origin <url>', 'origin under which a proxy shows the server, such as https://wall.example (repeatable)')
      .argParser(collect)
      .default([], 'none'),
  )
  .addOption(dataOption())
  .option('--config <file>', 'what to watch and where; ./earshot.yaml is found by itself')
  .option('--listen <query>', "follow Bluesky's public stream for this query, with no key and no config")
  .addOption(redisOption())
  .option('--no-demo', 'without a config, wait for pushed posts instead of playing the demo story')
  .addOption(logOption())
  .addHelpText(
    'after',
    `
Examples:
  earshot serve                                        the wall on the built-in demo story
  earshot serve --listen 'halden OR @haldenair'        what Bluesky says about it, live
  earshot serve --config earshot.yaml --port 8080
  earshot serve --no-demo                              then: curl -d '{"id":"1","text":"hello"}' -H 'content-type: application/json' \\
                                                             http://127.0.0.1:4747/api/v1/mentions

Ctrl-C stops it; the next start goes on where it stopped.`,
  )
  .action(async (flags) => (await import('./commands/serve.ts')).runServer(flags));

program
  .command('check')
  .description('say whether a configuration is right, and what it amounts to')
  .argument('[file]', 'the configuration', 'earshot.yaml')
  .addHelpText('after', '\nMistakes are told with line and column, and the exit code is 1.')
  .action(async (file: string) => (await import('./commands/check.ts')).check(file));

program
  .command('schema')
  .description('print the JSON Schema of earshot.yaml, for editors')
  .addHelpText(
    'after',
    `
Example: earshot schema > earshot.schema.json
and as the first line of earshot.yaml:
  # yaml-language-server: $schema=./earshot.schema.json`,
  )
  .action(async () => (await import('./commands/check.ts')).schema());

program
  .command('import')
  .description('bring posts from files into the journal, at full speed')
  .argument('<files...>', 'NDJSON or CSV, gzipped or not; - is standard input')
  .option('--map <pairs>', 'columns of an unknown layout: text=body,postedAt=created_at,author=user', columns, {})
  .option('--source <name>', 'the source the posts are counted under; their ids begin with it', 'import')
  .option('--network <name>', 'where they were posted, when the file does not say')
  .option('--dry-run', 'read and report, bring nothing', false)
  .option('--strict', 'fail when any line is refused', false)
  .option('--into <url>', 'a running server to push to, instead of the data folder')
  .addOption(new Option('--token <token>', 'a push token for --into').env('EARSHOT_TOKEN'))
  .addOption(dataOption())
  .option('--config <file>', 'what to watch, to hear the posts with; ./earshot.yaml is found by itself')
  .addOption(redisOption())
  .addHelpText(
    'after',
    `
Lines that cannot be read are told with line, field and reason, and never stop the rest. Bringing a file twice counts it once.
While a server runs on the same folder the posts are pushed to it.

Examples:
  earshot import --dry-run mentions.csv
  earshot import --source archive --network x export-*.ndjson.gz
  zcat old.csv.gz | earshot import --map text=body,postedAt=date -`,
  )
  .action(async (files: string[], flags) => (await import('./commands/bring.ts')).bring(files, flags));

program
  .command('replay')
  .description('live through a file again, on a wall of its own marked REPLAY')
  .argument('<files...>', 'NDJSON or CSV, gzipped or not')
  .addOption(new Option('--speed <times>', 'how many times as fast as it was').default(60).argParser(positive))
  .option('--map <pairs>', 'columns of an unknown layout: text=body,postedAt=created_at,author=user', columns, {})
  .option('--network <name>', 'where the posts were posted, when the file does not say')
  .addOption(new Option('--port <number>', 'port of the wall').default(4748).argParser(port))
  .option('--listen <query>', 'what to watch in it')
  .option('--config <file>', 'what to watch in it, from a configuration')
  .option('--tell', 'tell people through the channels of the configuration, marked REPLAY; otherwise nobody is told')
  .option('--into <url>', 'push the posts to a running server at that pace instead, as if they were posted now')
  .addOption(new Option('--token <token>', 'a push token for --into').env('EARSHOT_TOKEN'))
  .addOption(logOption())
  .addHelpText(
    'after',
    `
The wall has its own clock and its own journal, which is thrown away at the end; the live one is never touched.

Examples:
  earshot replay crisis.ndjson --speed 600
  earshot replay support.csv --config earshot.yaml --speed 60`,
  )
  .action(async (files: string[], flags) => (await import('./commands/relive.ts')).relive(files, flags));

program
  .command('analyse')
  .description('hear posts from standard input: language, sentiment, terms')
  .option('--config <file>', 'also say which watches match')
  .addHelpText(
    'after',
    `
In:  a JSON object a line, {id, text, lang?, network?, author?}
Out: a JSON object a line, {id, language, label, score, confidence, intent, urgency, addressed, places, terms} and, with a
     config, watches with what is said of each; unsure where the label is no more than a guess

Example: echo '{"id":"1","text":"Lost my bag again, thanks a lot"}' | earshot analyse`,
  )
  .action(async (flags) => (await import('./commands/hear.ts')).hear(flags));

program
  .command('spikes')
  .description('say how unusual each count of a series is, as it comes')
  .addHelpText(
    'after',
    `
In:  CSV with the columns timestamp,value on standard input: counts in equal steps of 1 to 60 minutes
Out: CSV timestamp,value,expected,anomaly_score,alert, a row a row, none of which knows of a later one

anomaly_score is a probability: 0.99 is what one row in a hundred reaches. alert is 1 from one in 2,500 on, once a surge.

Example: earshot spikes < mentions-per-5-minutes.csv`,
  )
  .action(async () => void (await (await import('./commands/spikes.ts')).spikes(process.stdin, process.stdout)));

program
  .command('viral')
  .description('say how far conversations from standard input will go')
  .addHelpText(
    'after',
    `
In:  a JSON object a line, {id, platform?, startedAtLocal?, observedAt, horizon?, threshold, author?, events: [{dt}, ...]};
     times in seconds since the post, startedAtLocal in seconds since 1970 where the author lives,
     author {followers?, following?, posts?, verified?}; platform is twitter or weibo, anything else is everyday talk
Out: a JSON object a line, {id, probability, expectedSize, low, high, reasons}; low to high holds the size four times in five`,
  )
  .action(async () => {
    const { refused } = await (await import('./commands/viral.ts')).viral(process.stdin, process.stdout);
    if (refused > 0) process.exitCode = 1;
  });

program
  .command('responses')
  .description('say how quickly the accounts in files of support conversations answered')
  .argument('<files...>', 'NDJSON or CSV, gzipped or not; - is standard input')
  .option('--json', 'print {accounts: [...]}, times in seconds, instead of a table', false)
  .addHelpText(
    'after',
    `
In:  posts with the fields id, author, inbound, created_at, text, in_reply_to; inbound=false marks a brand's own
Out: by account: first messages and how many were answered, times to the answer (median and 90th percentile, nearest rank), to the
     answer of any post, conversations, replies in each, and agents by their signatures

Example: earshot responses support-2026-03.ndjson`,
  )
  .action(async (files: string[], flags) => {
    process.exitCode = await (await import('./commands/responses.ts')).responsesOf(files, flags, process);
  });

const token = program.command('token').description('access for screens, operators and senders beyond this machine');
const folderOf = ({ data, redis }: { data: string; redis?: string }) => ({ folder: data, ...(redis ? { redis } : {}) });
token
  .command('create')
  .description('make a token; it is printed this once, only its hash is kept')
  .addOption(
    new Option('--role <role>', 'screen: one or every board; operator: boards, search, actions; push: bring posts')
      .choices(['screen', 'operator', 'push'])
      .makeOptionMandatory(),
  )
  .requiredOption('--name <name>', 'who or what will use it, such as "Lobby TV"')
  .option('--board <name>', 'the only board that a screen may show, or whose desk an operator works at')
  .addOption(dataOption())
  .addOption(redisOption())
  .action(async ({ role, name, board, ...where }) =>
    (await import('./commands/token.ts')).createToken(folderOf(where), { role, name, ...(board ? { board } : {}) }),
  );
token
  .command('list')
  .description('list the tokens: id, role, name, board, made, used')
  .addOption(dataOption())
  .addOption(redisOption())
  .action(async (where) => (await import('./commands/token.ts')).listTokens(folderOf(where)));
token
  .command('revoke')
  .description('revoke a token by id or name; connected screens are cut at once')
  .argument('<token>', 'id or name')
  .addOption(dataOption())
  .addOption(redisOption())
  .action(async (idOrName: string, where) => (await import('./commands/token.ts')).revokeToken(folderOf(where), idOrName));

program.exitOverride((error) => {
  // The exit codes of the house: 0, 1 (failed), 2 (wrong usage).
  process.exit(error.exitCode === 0 ? 0 : 2);
});
for (const command of [...program.commands, ...token.commands]) command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

try {
  await program.parseAsync();
  process.exitCode ??= 0;
} catch (error) {
  process.stderr.write(`earshot: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
