"""What is shown, as frozen values of numbers, dates and states: picture, alt text and screen are made from them."""
