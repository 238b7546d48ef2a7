"""What a consultation is and what follows from an act: pure, without clock, file, network or framework."""
