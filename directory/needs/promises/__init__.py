"""Coming back: whoever waited is told when help appears, and what was left to reach them is erased after."""
