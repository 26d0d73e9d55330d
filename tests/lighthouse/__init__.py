"""`make lighthouse`: what Lighthouse says of the pages that readers meet most."""
