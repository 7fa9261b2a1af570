import js from "@eslint/js";
import globals from "globals";

const PAGES = "inspection_lib/**/*.js";
const TESTS = "tests/visit/js/*.js";

export default [
  { ignores: ["**/built/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-implicit-coercion": "error",
      // `const { order, ...entry } = row` leaves a field out; a leading "_" marks a parameter that must stand
      "no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: [PAGES],
    languageOptions: { globals: globals.browser },
    rules: {
      // text goes in as text: nothing that somebody typed can become markup or code
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
          property,
          message: "Write text with `make` of elements.js.",
        })),
      ],
      // a page asks no network for anything
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
    },
  },
  {
    // the home page's pages ask the server that they came from
    files: ["inspection_lib/visit/static/home/server.js", "inspection_lib/visit/static/home/kernel.js"],
    rules: { "no-restricted-globals": ["error", "XMLHttpRequest", "EventSource"] },
  },
  { files: [TESTS], languageOptions: { globals: globals.node } },
];
