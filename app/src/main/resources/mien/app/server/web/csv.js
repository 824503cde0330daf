// CSV as RFC 4180 has it, but with plain line ends. Pure: no page.

const cell = (value) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** One line; what is null or undefined is empty. */
export const line = (values) => `${values.map((value) => cell(String(value ?? ''))).join(',')}\n`;
