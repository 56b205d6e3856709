"""What Roadmate promises, measured: run one of the modules."""
