// What stands in place of a page that has failed: the rest of the desk goes on.
import { Component, type ReactNode } from "react";
import { Button } from "@/kit/button";
import { useWords } from "@/words/language";
import { words } from "./words";

function Broken({ again }: { again: () => void }) {
  const told = useWords(words);
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-6">
      <p>{told.broken}</p>
      <Button onClick={again}>{told.reload}</Button>
    </div>
  );
}

interface Given {
  place: string;
  children: ReactNode;
}

/** `place` changes with the page: a new page is tried anew. */
export class Fault extends Component<Given, { failed: boolean; place: string }> {
  override state = { failed: false, place: this.props.place };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  static getDerivedStateFromProps(given: Given, kept: { place: string }) {
    return given.place === kept.place ? null : { failed: false, place: given.place };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <Broken again={() => location.reload()} />;
  }
}
