/** What emoji and emoticons say, -1 to 1, by how they are used in posts to companies rather than by what they depict. */
const TABLE: readonly (readonly [number, string])[] = [
  [0.9, '😍 🥰 😻 💖 💗 💝 💘 💞 🤩 ❤ 🧡 💛 💚 💙 💜 🤎 🤍 🩷 🩵 🏆 🥳 💯'],
  [0.7, '😀 😃 😄 😁 😊 🙂 😇 😘 🤗 😋 👏 🙌 👍 💪 🎉 🎊 🥇 💕 💓 💟 ❣ ♥ 🌟 ⭐ ✨ 😎 👌 🫶 🤝 🙏 😌 ☺ 🥹 😺 😸 💐 🌹 🎁 🍾 🥂 🤟'],
  [0.4, '😂 🤣 😉 😆 😜 😝 😏 🔥 🚀 🌈 ☀ 🌞 🌸 🌺 ✅ ✔ 🎶 🎂 🍻 🍀 💃 🕺 ✌ 🤞 😛 😹 🤘 🫡 💫 🦄'],
  [-0.3, '😕 😐 😑 🤔 😬 🙄 😮‍💨 🤷 😶 🥱 😅 😳 🤨 ⚠ 🚨 ⏳ 🐌 🫠 😪'],
  [-0.6, '🙁 ☹ 😞 😔 😟 😢 😭 😩 😫 😣 😖 😥 😓 😒 😤 💔 👎 😰 😨 😱 😧 😦 😿 🤦 ❌ 🚫 🗑 🤒 🤕 🆘 ☠ 💀 😵 🙅 🤥 🐍 🪦'],
  [-0.9, '😠 😡 🤬 🤮 🤢 🖕 💩 👿 🤡 😾 😈 🤑 🔪 💣'],
];

const EMOTICONS: readonly (readonly [number, RegExp])[] = [
  [0.6, /^[:;=][-'^]?[)DP\]pd3*]+$|^[xX]D+$|^<3$|^\^_*\^$/],
  [-0.6, /^[:;=]['-^]?[([/\\|]+$|^<\/3$|^T_T$/],
];

const POLARITY = new Map(TABLE.flatMap(([polarity, emoji]) => emoji.split(' ').map((one) => [one, polarity] as const)));

/** Emoji that only decorate or point, and would drown what is rising. */
const DECORATION = /^[▪▫▶◀◻◼◽◾⬛⬜➡⬅⬆⬇↗↘↙↖↕↔↩↪©®™ℹ❗❓‼⁉〰✨🔴🔵🟠🟡🟢🟣⚫⚪🟤🔹🔸🔻🔺👇👉👈👆☝📌📍🔗🧵✔✅]/u;

/** The emoji without skin tone, variation and what is joined to it, so that variants count as one. */
export function plainEmoji(emoji: string): string {
  const base = emoji.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '');
  return POLARITY.has(base) ? base : base.replace(/\u200d[\u2640\u2642]$/u, '');
}

/** Polarity of an emoji; 0 for one that says nothing. */
export const emojiPolarity = (emoji: string): number => POLARITY.get(plainEmoji(emoji)) ?? 0;

export const emoticonPolarity = (emoticon: string): number => EMOTICONS.find(([, pattern]) => pattern.test(emoticon))?.[0] ?? 0;

/** Whether an emoji is worth counting as something people talk about. */
export const isTelling = (emoji: string): boolean => !DECORATION.test(emoji);
