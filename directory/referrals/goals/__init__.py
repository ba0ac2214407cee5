"""Personal goals: what somebody is working towards, a step at a time, with somebody beside them."""
