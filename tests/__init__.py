"""The suite mirrors liaison/; house_rules, quality and browser stand beside."""
