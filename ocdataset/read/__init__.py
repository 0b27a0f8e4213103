"""Reading sources: tokens with their place and kind; reading never decides."""
