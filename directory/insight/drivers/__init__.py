"""What puts people at risk, laid over the gap map: age, disability, deprivation, each published indicator."""
