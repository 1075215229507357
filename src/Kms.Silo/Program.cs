// The composition follows; until then there is nothing to start.
return 1;
