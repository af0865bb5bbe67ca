"""Where flows are worked on beside the calls: checked, proved, replayed, published."""
