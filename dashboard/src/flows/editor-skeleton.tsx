// The editor while it is loaded: its places, empty.
import { Bar, Skeleton } from "@/kit/states";

export function EditorSkeleton() {
  return (
    <div className="flex h-full flex-col bg-surface">
      <div className="flex h-14 items-center gap-3 border-b border-line px-4">
        <Bar className="h-6 w-48" />
        <Bar className="w-24" />
      </div>
      <div className="grid min-h-0 flex-1 md:grid-cols-[38fr_33fr_29fr]">
        <div className="border-r border-line p-4">
          <Skeleton rows={14} each={(row) => <Bar className={`my-2 ${["w-2/3", "w-1/2", "w-3/4", "w-5/6"][row % 4]}`} />} />
        </div>
        <div className="flex flex-col items-center gap-5 border-r border-line bg-ground p-8 max-md:hidden">
          {[0, 1, 2, 3, 4].map((row) => (
            <Bar key={row} className="h-14 w-52 rounded-lg" />
          ))}
        </div>
        <div className="flex flex-col gap-3 p-4 max-md:hidden">
          <Bar className="h-6 w-2/3" />
          <Bar className="h-24 w-full rounded-xl" />
        </div>
      </div>
    </div>
  );
}
