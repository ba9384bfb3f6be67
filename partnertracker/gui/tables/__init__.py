"""Tables on screen: any number of rows, of which those in sight are read and painted."""
