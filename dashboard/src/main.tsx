import "./kit/nonce";
import "./frame/theme";
import "./kit/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./frame/app";

const place = document.getElementById("desk");
if (place === null) throw new Error("index.html has no element named desk");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
