// Libraries that make styles of their own ask for the page's nonce under this name (package `get-nonce`);
// without it the policy of the page refuses them.

export const NONCE = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

Object.assign(globalThis, { __webpack_nonce__: NONCE });
