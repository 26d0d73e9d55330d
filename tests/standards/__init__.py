"""Standards: the compendium, its snapshots, and what texts cite. Texts are invented."""
