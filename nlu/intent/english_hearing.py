"""English words about the talk itself: say that again, wait, I don't know, forget it.

Callers turn to these in the middle of anything, so what is learnt here are their indirect
wordings; the plain ones are exact patterns (see `nlu/intent/conversation.py`).
"""

from typing import Final

from nlu.intent.phrases import phrases

HEARD: Final = {
    "repeat": phrases(
        """say that again | can you repeat that | what did you say | sorry I didn't catch that
        | could you say it one more time | come again | pardon | repeat please | what was that
        | I didn't hear you | I missed that last part | you cut out what did you say | huh what
        | can you go over that again | what was the question | what were the times again
        | could you read those back | I couldn't hear what you said
        | could you repeat what you just said | what was that last thing | run that by me again
        | I didn't catch the last part | say the days again please | what time was that again
        | tell me those two times again | sorry my kid was yelling what did you ask
        | one more time for me honey | my hearing's not so good could you say it again
        | say again | you broke up there | I lost you for a second what did you say
        | the line went dead for a moment what was it | can you tell me the options again
        | what are my choices again | what was the second one | which day did you say
        | you said what | please again I no understand the word | repeat the address please
        | give me that number again | can you say the name of the doctor again
        | I wasn't listening sorry | I was talking to my husband what was the question
        | what did you want to know | you asked me what | could I hear that again
        | excuse me what was it you said | didn't hear a word of that
        | there was a truck going by can you repeat | play that again | replay that
        | say what now | how's that | come again please | I missed the time
        | can you repeat the date | I didn't get all of that
        | would you mind repeating yourself | speak up I can't hear you | could you talk louder
        | a little louder please"""
    ),
    "slower": phrases(
        """slow down | you're talking too fast | can you speak slower | slower please
        | not so fast | could you go a little slower | say it more slowly
        | you speak too quickly for me | I can't follow you that fast | a bit slower please
        | too fast | speak more slowly please | take it slow I'm writing this down
        | can you slow it down | please talk slower | that was very quick
        | I'm writing this down go slower | easy there one thing at a time
        | give it to me slowly | my english is not so good please slow
        | can you please speak slow | you lost me you're going so fast
        | I need you to slow down a bit | that's too quick for an old lady | whoa slow down
        | hold your horses not that fast | say it nice and slow | take your time when you talk
        | could you say the number slowly | read it to me slowly please | not so quick please
        | one word at a time | you talk like an auctioneer | I can't write that fast
        | my father needs you to talk slower | he's hard of hearing go slow
        | could you go through the dates more slowly | I can't keep up
        | you rattle that off too fast | speak slowly and clearly please | slow it way down
        | can you talk at a normal speed | you're rushing | please don't rush me
        | stop talking so fast | I'm old go slow | slowly please | a touch slower would help
        | pause between the numbers please | say the address slower | it's going by too quickly
        | you went through that pretty fast | I couldn't follow that you talk so quick
        | this is going too fast for me | please more slow | slow | try that again but slower
        | once more but slowly | you're too quick for me | go at my pace please
        | could you say the times slowly"""
    ),
    "wait": phrases(
        """hold on a second | just a minute | wait | give me a moment | one sec | hang on
        | let me get my calendar | let me find a pen | let me check with my husband
        | I need to look that up give me a second | bear with me | one moment please
        | hold please | can you wait a minute | let me grab my insurance card
        | I'm looking for it | be right back | just a second I'm driving
        | hang on let me pull over | hold on I have to put my glasses on
        | let me turn the radio down | one minute there's somebody at the door
        | let me ask my wife | sorry someone's talking to me hang on
        | give me a sec to open my calendar | I've got to find my wallet | let me step outside
        | hold on the baby's crying | can you hold a moment | I need a moment | wait wait wait
        | just hold on | hang tight | don't hang up I'm coming back
        | stay there I'll be right back | I'm getting a pen | let me write that down
        | let me see what I have going on that day | I'm checking my phone for it
        | let me see if my daughter can drive me that day | it's in my purse hold on
        | I'm trying to find the card | where did I put it hold on | let me go to another room
        | I'm pulling it up now | it's loading give me a second | let me check with my boss
        | one second I have another call | my other line is ringing hang on | okay wait
        | please wait a little | can you give me a minute to think
        | I have to look at the calendar on the fridge | my husband knows let me get him
        | let me put you on speaker | two seconds | not yet hold on | wait I wasn't finished
        | hold the phone | let me get my glasses | I'm walking to my desk one moment"""
    ),
    "start_over": phrases(
        """start over | let's start again | can we start from the beginning | begin again
        | this is all wrong let's start over | I want to start over | can we restart
        | go back to the beginning | from the top please | let's begin again | reset
        | scrap all that and start again | start from scratch | do it all over again
        | I messed up let's start over | can we take it from the top
        | let's go back to square one | that's all messed up can we begin again
        | you've got everything wrong start over please | forget all that and let's begin again
        | can you erase that and start again | I'd like to redo this | wipe it and start fresh
        | let me start again from the top | take me back to the start | back to the main menu
        | main menu | go back to the first question
        | this isn't what I wanted can we start again
        | I gave you all the wrong answers let's redo it
        | I was answering for the wrong kid start over | can I do this whole thing again
        | can we try this one more time from the beginning
        | let's do it again from the beginning | I'm all mixed up let's start again | redo
        | could we begin from zero | let's rewind to the beginning | let me try this again
        | return to the beginning please | begin again please
        | scratch everything start from the beginning | can you reset the call
        | clear everything and begin again | throw that out and start again
        | we got off on the wrong foot start over | I'd like to go through it all again
        | okay new start | start all over | start it again please | do over
        | let's have a do over | all over again from the start | I want to go to the beginning
        | go to start | can we go back to the very beginning
        | can we run through it again from the start | you mixed up everything let's restart
        | I said everything wrong let us start new | could we wipe this and begin again
        | let me start the whole thing over"""
    ),
    "never_mind": phrases(
        """never mind | forget it | forget about it | it doesn't matter | don't worry about it
        | I changed my mind | nevermind that | I don't want to do that anymore | drop it
        | cancel that | skip it | leave it | I'll do it another time | not now
        | I'll call back later | actually no forget that | let's not do that | don't bother
        | oh forget I asked | on second thought no | it's fine I'll figure it out
        | I don't need it after all | it's not important | you know what skip it
        | I'd rather not do that now | let's leave that alone | no need I found it
        | I'll handle it myself | I'll deal with it later | scratch that
        | let's drop the whole thing | I take that back | disregard that | ignore what I said
        | I don't think I want that | that's okay I don't need it | I'll check online instead
        | maybe another time | I'll think about it and call again | let me think it over first
        | not today | no I've decided against it | don't worry I'll ask when I come in
        | oh well never mind then | I'll ask the doctor myself | no big deal forget it
        | let it go | it can wait | that won't be necessary | we can skip that part
        | I'm good I don't need that | I don't want that anymore | you don't have to do that
        | stop I don't want to do this | I'll pass | let's not bother | no no leave it
        | I just remembered I don't need it | okay forget the whole thing
        | I was just curious never mind | cancel what I just said | cancel my last request
        | I said forget it | skip that question | changed my mind about that question
        | I'll wait on that"""
    ),
    "confused": phrases(
        """I don't understand | I'm confused | what do you mean | what are you talking about
        | that doesn't make sense | I don't get it | you lost me
        | I don't know what you want from me | what are you asking
        | I have no clue what's going on | this is confusing | what am I supposed to say
        | I don't follow | what does that mean | I'm lost | how does this work
        | I have no idea what you just asked | wait what are we doing
        | huh what do you mean by that | what is it you need from me
        | you're not making any sense | I don't understand the question
        | I don't know what that word means | explain that please
        | can you explain what you mean | what is a callback number
        | what do you mean by relationship | what kind of answer do you want
        | do I press something or do I talk | am I supposed to say yes
        | am I supposed to talk now | I'm a little lost here | okay now I'm confused
        | I thought you were asking about something else | I'm not following you
        | that went over my head | say it in plain English | what do I do now
        | how do I answer that | what are my options here | I'm not sure what you're asking
        | what was that supposed to mean | this is too complicated for me
        | I'm eighty three I don't get these machines | I don't know how to work this
        | so what happens now | what does that even mean | I don't understand you
        | my english not good I don't understand | what you mean please
        | could you make that simpler | wait so which one am I answering
        | you've got me all mixed up | this makes no sense to me
        | are you asking me or telling me | I don't see what that has to do with it
        | what should I say | not sure what you want | you confuse me
        | what do you mean in plain words | I don't understand what that is
        | what is that supposed to be | can you explain that word"""
    ),
    "i_already_said": phrases(
        """I already told you that | I just said that | I just gave you my name
        | I told you already | you already asked me that | you just asked me this
        | I said that already | didn't I just say that | I already gave you my number
        | how many times do I have to tell you | like I said | as I said before
        | I already answered that | I've told you twice now | we already went over this
        | you have that already | I told you that a minute ago | I gave you that already
        | you've asked me that three times | we've been over this | I literally just told you
        | same as I told you before | I said it's the same number | you have it in your system
        | it's in my file already | that's what I said
        | I've already given you all my information | you're asking the same thing again
        | didn't you get that the first time | for the third time
        | I'm not going to say it again | you should have that | I just answered that question
        | I spelled it for you already | weren't you listening
        | are you even listening I already told you | why do you keep asking me that
        | I've said it twice | you already know my name | you asked that before
        | I gave my birthday already | I repeat I already told you | as I already mentioned
        | I told the other lady already | I told the last person all of this
        | I typed it in already | again I already said it | it's like I said
        | come on I just told you that | I already went through this
        | I've explained this already | you're repeating yourself
        | I gave you that info earlier | that was my answer | already told ya | I did say
        | I said so already | already answered | you heard me the first time
        | stop asking me the same question | like I told you | I've said that
        | that's what I already said"""
    ),
    "dont_know": phrases(
        """I don't know | I'm not sure | no idea | I don't remember | I can't remember
        | I'm unsure | I don't have that | I don't have it with me
        | I don't have it on me right now | beats me | couldn't tell you | not really sure
        | I forget | I'd have to look | your guess is as good as mine
        | I have no idea what it is | who knows | I wouldn't know | I really don't know
        | haven't the foggiest | I can't think of it right now | my mind's gone blank
        | it slipped my mind | I'm drawing a blank | I'd have to ask my wife
        | my husband would know | my mother handles that | I'd need to look it up
        | I don't have that in front of me | I left it at home
        | it's in the car I don't have it here | not off the top of my head | I'm not certain
        | hard to say | I couldn't say | it could be but I'm not sure
        | whatever it says in my file | don't you have it on file | I was hoping you'd know
        | maybe I don't know | dunno | I dunno | search me | who can say
        | hmm I don't know about that | I have no way of knowing | no clue
        | I haven't got a clue | never thought about it | nobody told me that
        | I never knew that | I don't know her birthday | I don't know his last name
        | I don't know my number by heart | I forgot my number | can't recall
        | I honestly couldn't tell you | I no know | not sure to be honest
        | I'm not sure what it's called | I don't know what it's for
        | I'm not sure I'd have to check | I don't know exactly | no idea honestly"""
    ),
}
