import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Mail {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  data: string;
}

export interface MailServer {
  /** `smtp://127.0.0.1:40125` */
  url: string;
  mails: Mail[];
}

/** A mail server without TLS and without manners (RFC 5321's least): it takes whatever it is handed. Ends with the test. */
export async function mailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket, mails);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, mails };
}

function serve(socket: Socket, mails: Mail[]): void {
  let mail: Mail = { from: '', to: [], data: '' };
  let inData = false;
  let rest = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string): void => {
    if (inData) {
      if (line === '.') {
        mails.push(mail);
        mail = { from: '', to: [], data: '' };
        inData = false;
        say('250 taken');
      } else mail.data += `${line.replace(/^\.\./, '.')}\n`;
      return;
    }
    const [verb = ''] = line.toUpperCase().split(/[\s:]/);
    const address = /<(.*?)>/.exec(line)?.[1] ?? '';
    if (verb === 'MAIL') mail.from = address;
    if (verb === 'RCPT') mail.to.push(address);
    inData = verb === 'DATA';
    say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 fine');
  };
  socket.setEncoding('utf8').on('error', () => undefined);
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  say('220 here');
}
