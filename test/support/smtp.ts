/** A real SMTP server on this machine for tests, which can be told to misbehave. */
import { once } from "node:events";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { selfSigned } from "./certificate.ts";

/** How the server answers from now on; what is left out goes well. */
export interface SmtpBehaviour {
  /** Answer code of each step; the mail goes no further. */
  readonly refuse?: { readonly at: "connect" | "sender" | "recipient" | "data"; readonly code: number };
  /** Says nothing any more from this step on. */
  readonly hang?: "connect" | "recipient" | "data";
  /** Drops the connection after the message was read, before answering. */
  readonly drop?: boolean;
}

export interface SmtpSettings {
  /** "none" offers no TLS; "starttls" offers it; "tls" speaks nothing else. Default "none". */
  readonly tls?: "none" | "starttls" | "tls";
  /** Demands this sign-in. */
  readonly user?: { readonly name: string; readonly pass: string };
}

export interface LocalSmtp {
  readonly port: number;
  /** Mails taken, in order of arrival. */
  readonly received: readonly ParsedMail[];
  /** The same as they came over the wire. */
  readonly raw: readonly string[];
  /** Recipients of the envelopes, in order of arrival. */
  readonly recipients: readonly string[];
  /** How many connections were made. */
  connections(): number;
  /** How many mails came over an encrypted connection. */
  encrypted(): number;
  /** PEM of the authority to trust when `tls` is on. */
  readonly ca: string;
  setBehaviour(behaviour: SmtpBehaviour): void;
  close(): Promise<void>;
}

const refusal = (code: number) => Object.assign(new Error("no, says the test"), { responseCode: code });

/** Starts on a free port of 127.0.0.1. */
export async function startSmtp(behaviour: SmtpBehaviour = {}, settings: SmtpSettings = {}): Promise<LocalSmtp> {
  const tls = settings.tls ?? "none";
  const { key, cert } = selfSigned();
  const received: ParsedMail[] = [];
  const raw: string[] = [];
  const recipients: string[] = [];
  let connections = 0;
  let encrypted = 0;
  let now = behaviour;

  /** Answers a step: goes on, refuses, or says nothing. */
  const answer = (step: string, go: (error?: Error) => void) => {
    if (now.hang === step) return;
    go(now.refuse?.at === step ? refusal(now.refuse.code) : undefined);
  };

  const server = new SMTPServer({
    key,
    cert,
    secure: tls === "tls",
    disabledCommands: tls === "none" ? ["STARTTLS"] : [],
    authOptional: settings.user === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    onConnect(_session, done) {
      connections += 1;
      answer("connect", done);
    },
    onAuth(auth, _session, done) {
      const right = auth.username === settings.user?.name && auth.password === settings.user?.pass;
      if (right) done(null, { user: auth.username });
      else done(Object.assign(new Error("wrong"), { responseCode: 535 }));
    },
    onMailFrom(_address, _session, done) {
      answer("sender", done);
    },
    onRcptTo(address, _session, done) {
      recipients.push(address.address);
      answer("recipient", done);
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      if (now.drop === true) {
        for (const connection of server.connections) connection.close();
        return;
      }
      answer("data", (error) => {
        if (error !== undefined) return done(error);
        const message = Buffer.concat(chunks);
        simpleParser(message).then((mail) => {
          raw.push(message.toString());
          received.push(mail);
          if (session.secure) encrypted += 1;
          done();
        }, done);
      });
    },
  });
  // What a client does to its own connection is seen at the client.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the SMTP server has no port");
  return {
    port: address.port,
    received,
    raw,
    recipients,
    connections: () => connections,
    encrypted: () => encrypted,
    ca: cert,
    setBehaviour: (next) => {
      now = next;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
