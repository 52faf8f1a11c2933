import { direction } from '../../../shared/text.ts';
import type { Fact, Listed, Note, Post } from '../words/note.ts';
import { COLOURS } from '../words/signs.ts';
import { bytes } from '../words/text.ts';
import { STYLE } from './style.ts';
import { preview } from './words.ts';

/** The curve that goes with a mail, and what stands under it. */
export interface Picture {
  cid: string;
  width: number;
  height: number;
  alt: string;
  from: string;
  to: string;
  /** When it began, where the picture shows it. */
  began: string | null;
  /** The top of it. */
  most: string;
}

/** Gmail hides what is beyond 102 KB: half of it is plenty. */
export const HTML_BOUND = 50_000;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** A mail that reads on a phone, in a light and in a dark room, and without its picture. Without posts and lists when it were too long. */
export function htmlPart(note: Note, picture: Picture | null): string {
  const whole = page(note, picture);
  return bytes(whole) <= HTML_BOUND ? whole : page({ ...note, posts: [], listed: [], history: [] }, picture);
}

function page(note: Note, picture: Picture | null): string {
  const parts = [
    top(note),
    news(note),
    ...note.paragraphs.map((text) => `<p>${html(text)}</p>`),
    facts(note.facts),
    picture ? curve(picture) : '',
    note.follows ? '' : changes('What changed', note.history),
    list(note.listed),
    posts(note.posts),
    `<p class="go"><a href="${html(note.link.url)}">${html(note.link.text)}</a></p>`,
    `<p class="foot">${html(note.footer)}</p>`,
  ];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${html(note.headline)}</title>`,
    `<style>${STYLE}</style></head><body><div class="preview">${html(preview(note))}</div><div class="sheet">`,
    ...parts.filter((part) => part !== ''),
    '</div></body></html>',
  ].join('\n');
}

/** The bar of its colour says it a second time; the sign and the word say it first. */
function top(note: Note): string {
  const line = note.follows ? note.update : note.headline;
  return `<h1 style="border-left:6px solid ${COLOURS[note.level]}">${html(line)}</h1>`;
}

const news = (note: Note): string => (note.follows ? changes('New', note.changes) : '');

const changes = (title: string, lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : `<h2>${html(title)}</h2><ul class="changes">${lines.map((line) => `<li dir="auto">${html(line)}</li>`).join('')}</ul>`;

const facts = (all: readonly Fact[]): string =>
  all.length === 0
    ? ''
    : `<table class="facts" role="presentation">${all.map(({ label, value }) => `<tr><th>${html(label)}</th><td dir="auto">${html(value)}</td></tr>`).join('')}</table>`;

const curve = (picture: Picture): string =>
  `<div class="curve"><img src="cid:${picture.cid}" width="${picture.width}" height="${picture.height}" alt="${html(picture.alt)}">` +
  `<table role="presentation"><tr><td>${html(picture.from)}</td><td class="end">${html(picture.to)}</td></tr></table><p>${keys(picture)}</p></div>`;

/** What the lines are, and how high the highest is. */
const keys = ({ most, began }: Picture): string =>
  [
    ['all', '━', `mentions, ${most}`],
    ['negative', '━', 'negative'],
    ['usual', '━', 'usual'],
    ...(began === null ? [] : [['usual', '│', `began ${began}`]]),
  ]
    .map(([name = '', mark = '', text = '']) => `<span><b class="${name}">${mark}</b> ${html(text)}</span>`)
    .join(' ');

const list = (all: readonly Listed[]): string =>
  all.length === 0
    ? ''
    : `<ul class="list">${all.map(({ text, url }) => `<li><a href="${html(url)}">${html(text)}</a></li>`).join('')}</ul>`;

const posts = (all: readonly Post[]): string =>
  all.length === 0 ? '' : `<h2>${all.length === 1 ? 'A post' : 'Posts'} to read</h2>${all.map(post).join('')}`;

function post({ author, network, text, url }: Post): string {
  const where = url === null ? html(network) : `<a href="${html(url)}">${html(network)}</a>`;
  return `<blockquote dir="${direction(text)}">${html(text)}<br><span class="who"><bdi>${html(author)}</bdi>, ${where}</span></blockquote>`;
}
