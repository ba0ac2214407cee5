"""Who a connector helps and what is next for each; the team's queue; handing people over."""
