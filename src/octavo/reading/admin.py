"""What readers save is theirs: no row of this part is shown to operators."""
