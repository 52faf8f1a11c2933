import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A mail as a relay got it: who it is from and for, and all of its lines. */
export interface Received {
  from: string;
  to: string[];
  data: string;
}

export interface Relay {
  port: number;
  received: Received[];
}

type Verb = 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'END';

/** A mail server in the place of one, without TLS. It answers a verb with what `answers` says, and takes everything otherwise. Ends with the test. */
export async function relay(answers: Partial<Record<Verb, string>> = {}): Promise<Relay> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket, received, answers);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, received };
}

function talk(socket: Socket, received: Received[], answers: Partial<Record<Verb, string>>): void {
  let mail: Received = { from: '', to: [], data: '' };
  let inData = false;
  let left = '';
  const say = (text: string) => socket.write(`${text}\r\n`);
  const hear = (line: string): void => {
    if (inData) {
      if (line !== '.') mail.data += `${line}\r\n`;
      else {
        inData = false;
        if (!answers.END) received.push(mail);
        say(answers.END ?? '250 taken');
      }
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') mail = { from: line.replace(/^.*<|>.*$/g, ''), to: [], data: '' };
    if (verb === 'RCPT') mail.to.push(line.replace(/^.*<|>.*$/g, ''));
    if (verb === 'DATA') inData = !answers.DATA;
    if (verb === 'QUIT') socket.end('221 bye\r\n');
    else say(answer(verb, answers));
  };
  socket.on('data', (chunk: Buffer) => {
    const lines = (left + chunk.toString('latin1')).split('\r\n');
    left = lines.pop() ?? '';
    lines.forEach(hear);
  });
  say('220 relay.example ESMTP');
}

function answer(verb: string, answers: Partial<Record<Verb, string>>): string {
  if (verb === 'EHLO' || verb === 'MAIL' || verb === 'RCPT' || verb === 'DATA')
    return answers[verb] ?? (verb === 'DATA' ? '354 go on' : '250 relay.example');
  return verb === 'STAR' ? '502 not here' : '250 yes';
}
