const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `12,345`. */
export const grouped = (value: number): string => numbers.format(value);
